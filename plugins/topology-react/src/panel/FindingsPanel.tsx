import { useState } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { ListedFinding } from '../state/findings';
import { counted } from '../state/words';
import styles from './panel.module.css';

/** A longer list is shown when it is asked for. */
const SHOWN_AT_FIRST = 50;

function FindingItem({
  finding,
  chosen,
  onChoose,
  onSelect,
  onImpact,
}: {
  finding: ListedFinding;
  chosen: boolean;
  onChoose(id: string | undefined): void;
  onSelect(id: string): void;
  onImpact(id: string): void;
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
  findings,
  chosen,
  onChoose,
  onSelect,
  onImpact,
  onClose,
}: {
  findings: readonly ListedFinding[];
  chosen: string | undefined;
  onChoose(id: string | undefined): void;
  onSelect(id: string): void;
  onImpact(id: string): void;
  onClose(): void;
}) {
  const [whole, setWhole] = useState(false);
  const shown = findings.filter(
    ({ id }, index) => whole || index < SHOWN_AT_FIRST || id === chosen,
  );
  const grave = findings.filter(({ severity }) => severity === 'high').length;
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
          {shown.map(finding => (
            <FindingItem
              key={finding.id}
              finding={finding}
              chosen={finding.id === chosen}
              onChoose={onChoose}
              onSelect={onSelect}
              onImpact={onImpact}
            />
          ))}
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
    </aside>
  );
}
