import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import styles from './panel.module.css';

/** The catalog entities that will come out. */
export function EntityList({
  entities,
}: {
  readonly entities: readonly PreviewEntity[];
}) {
  return (
    <ul className={styles.entities} aria-label="Entities">
      {entities.map(({ kind, metadata, spec }) => (
        <li key={`${kind} ${metadata.name}`}>
          <span className={styles.kind}>{kind}</span>
          <span className={styles.entity}>{metadata.name}</span>
          <span className={styles.kind}>{typeOf(spec)}</span>
        </li>
      ))}
    </ul>
  );
}

function typeOf(spec: PreviewEntity['spec']): string {
  return typeof spec?.type === 'string' ? spec.type : '';
}
