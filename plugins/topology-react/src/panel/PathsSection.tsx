import { Fragment, useMemo } from 'react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { pathsFor } from '../state/spotlight';
import { nameOfRef } from '../state/words';
import styles from './panel.module.css';

/** The ways between two nodes, the shortest first. */
export function PathsSection({
  topology,
  from,
  to,
  onSelect,
}: {
  topology: Topology;
  from: string;
  to: string;
  onSelect(id: string): void;
}) {
  const paths = useMemo(
    () => pathsFor(topology, from, to),
    [topology, from, to],
  );
  const names = useMemo(
    () =>
      new Map(topology.nodes.map(node => [node.id, node.title ?? node.name])),
    [topology],
  );
  const nameOf = (node: string) => names.get(node) ?? nameOfRef(node);
  return (
    <section aria-label="Paths">
      <h3>
        Paths between {nameOf(from)} and {nameOf(to)}{' '}
        <span>{paths.length}</span>
      </h3>
      {paths.length === 0 ? (
        <p className={styles.quiet}>No call leads from one to the other.</p>
      ) : (
        <ol className={styles.paths}>
          {paths.map(({ nodes, edges }) => (
            <li key={edges.join(' ')}>
              {nodes.map((node, step) => (
                <Fragment key={node}>
                  {step > 0 && <span aria-hidden> → </span>}
                  <button type="button" onClick={() => onSelect(node)}>
                    {nameOf(node)}
                  </button>
                </Fragment>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
