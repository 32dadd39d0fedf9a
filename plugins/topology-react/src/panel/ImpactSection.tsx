import { useMemo } from 'react';
import {
  type Affected,
  impact,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef } from '../state/words';
import styles from './panel.module.css';

function AffectedList({
  title,
  none,
  affected,
  nameOf,
  onSelect,
}: {
  title: string;
  none: string;
  affected: readonly Affected[];
  nameOf(id: string): string;
  onSelect(id: string): void;
}) {
  return (
    <>
      <h3>
        {title} <span>{affected.length}</span>
      </h3>
      {affected.length === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <ul className={styles.affected}>
          {affected.map(({ id, path }) => (
            <li key={id}>
              <button type="button" onClick={() => onSelect(id)}>
                <b>{nameOf(id)}</b>
                <span className={styles.quiet}>
                  {path.nodes.length > 2
                    ? `through ${path.nodes
                        .slice(1, -1)
                        .map(nameOf)
                        .join(', ')}`
                    : 'directly'}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What breaks if the chosen node or box stops, and who only misses messages, each with the reason. */
export function ImpactSection({
  topology,
  id,
  onSelect,
}: {
  topology: Topology;
  id: string;
  onSelect(id: string): void;
}) {
  const { broken, late } = useMemo(() => impact(topology, id), [topology, id]);
  const names = useMemo(
    () =>
      new Map(topology.nodes.map(node => [node.id, node.title ?? node.name])),
    [topology],
  );
  const nameOf = (node: string) => names.get(node) ?? nameOfRef(node);
  return (
    <section aria-label="Impact">
      <AffectedList
        title="Breaks if this stops"
        none="Nobody waits for it."
        affected={broken}
        nameOf={nameOf}
        onSelect={onSelect}
      />
      <AffectedList
        title="Misses messages"
        none="No message fails to come."
        affected={late}
        nameOf={nameOf}
        onSelect={onSelect}
      />
    </section>
  );
}
