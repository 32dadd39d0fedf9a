import { useState } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from '../state/findings';
import { counted, nameOfRef } from '../state/words';
import { acceptanceNotice, acceptanceYaml, acceptorOf } from './acceptance';
import styles from './panel.module.css';

/** A longer list is shown when it is asked for. */
const SHOWN_AT_FIRST = 50;

function FindingItem({
  finding,
  chosen,
  onChoose,
  onSelect,
  onImpact,
  onAccept,
}: {
  finding: ListedFinding;
  chosen: boolean;
  onChoose(id: string | undefined): void;
  onSelect(id: string): void;
  onImpact(id: string): void;
  /** Absent where nobody can accept it. */
  onAccept?(): void;
}) {
  const { number, id, title, reason, mend, place, severity } = finding;
  const [marked] = finding.nodes;
  return (
    <li className={styles.listed} data-chosen={chosen}>
      <span className={styles.number} data-severity={severity}>
        {number}
      </span>
      <div>
        <div className={styles.listedTitle}>
          <button
            type="button"
            aria-pressed={chosen}
            onClick={() => onChoose(chosen ? undefined : id)}
          >
            {title}
          </button>
          <button
            type="button"
            className={styles.place}
            onClick={() => onSelect(place.id)}
          >
            {place.name}
          </button>
        </div>
        <p>{reason}</p>
        {chosen && (
          <>
            {mend && <p>{mend}</p>}
            {marked !== undefined && (
              <p className={styles.links}>
                <button type="button" onClick={() => onSelect(marked)}>
                  Show details
                </button>
                <button type="button" onClick={() => onImpact(marked)}>
                  What breaks
                </button>
                {onAccept && (
                  <button type="button" onClick={onAccept}>
                    Accept
                  </button>
                )}
              </p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

/** Everything worth a look, the gravest first; a number is that of the mark in the graph. */
export function FindingsPanel({
  topology,
  findings,
  accepted,
  chosen,
  onChoose,
  onSelect,
  onImpact,
  onNotice,
  onClose,
}: {
  topology: Topology;
  findings: readonly ListedFinding[];
  /** Those that may stay, each with its reason. */
  accepted: readonly ListedFinding[];
  chosen: string | undefined;
  onChoose(id: string | undefined): void;
  onSelect(id: string): void;
  onImpact(id: string): void;
  /** Something has happened that is worth a word. */
  onNotice(notice: string): void;
  onClose(): void;
}) {
  const [whole, setWhole] = useState(false);
  const shown = findings.filter(
    ({ id }, index) => whole || index < SHOWN_AT_FIRST || id === chosen,
  );
  const grave = findings.filter(({ severity }) => severity === 'high').length;
  const accept = (finding: ListedFinding, acceptor: string) =>
    navigator.clipboard.writeText(acceptanceYaml(finding)).then(
      () => onNotice(acceptanceNotice(acceptor)),
      error => onNotice(`The annotation could not be copied: ${error.message}`),
    );
  return (
    // Escape comes up here from whatever has the focus inside
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={styles.panel}
      aria-label="Findings"
      onKeyDown={event => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <section className={styles.plainHeader}>
        <div>
          <h2>Findings</h2>
          <div className={styles.quiet}>
            {findings.length === 0
              ? 'Nothing to see to'
              : `${findings.length} in what is shown · ${grave} grave`}
          </div>
        </div>
        <ButtonIcon
          className={styles.close}
          size="small"
          variant="tertiary"
          aria-label="Close findings"
          icon={<RiCloseLine />}
          onPress={onClose}
        />
      </section>
      {findings.length === 0 ? (
        <p className={styles.none}>
          No cycle, no shared database, no long chain of waiting, no outlier, no
          orphan and no unknown target was found.
        </p>
      ) : (
        <ol className={styles.findings}>
          {shown.map(finding => {
            const acceptor = acceptorOf(finding, topology);
            return (
              <FindingItem
                key={finding.id}
                finding={finding}
                chosen={finding.id === chosen}
                onChoose={onChoose}
                onSelect={onSelect}
                onImpact={onImpact}
                onAccept={
                  acceptor === undefined
                    ? undefined
                    : () => accept(finding, acceptor)
                }
              />
            );
          })}
        </ol>
      )}
      {shown.length < findings.length && (
        <section>
          <Button
            className={styles.action}
            size="small"
            variant="secondary"
            onPress={() => setWhole(true)}
          >
            Show {counted(findings.length - shown.length, 'more finding')}
          </Button>
        </section>
      )}
      {accepted.length > 0 && (
        <section>
          <h3>
            Accepted <span>{accepted.length}</span>
          </h3>
          <ul className={styles.accepted}>
            {accepted.map(({ id, title, nodes, place, accepted: reason }) => (
              <li key={id}>
                <button
                  type="button"
                  onClick={() => onSelect(nodes[0] ?? place.id)}
                >
                  <b>{title}</b> {nameOfRef(nodes[0] ?? place.name)}
                </button>
                <p className={styles.quiet}>{reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
