import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import { refOf, useEntityStates } from './useEntityStates';
import type { EntityState } from './useEntityStates';
import styles from './panel.module.css';

/** The catalog entities that will come out, and the system that they join. */
export function EntityList({
  entities,
}: {
  readonly entities: readonly PreviewEntity[];
}) {
  const states = useEntityStates(entities);
  const joined = joinedSystem(entities);
  return (
    <ul className={styles.entities} aria-label="Entities">
      {joined && (
        <li>
          <span className={styles.kind}>System</span>
          <span className={styles.entity}>{joined}</span>
          <span className={styles.kind}>joins</span>
        </li>
      )}
      {entities.map(entity => (
        <li key={`${entity.kind} ${entity.metadata.name}`}>
          <span className={styles.kind}>{entity.kind}</span>
          <span className={styles.entity}>{entity.metadata.name}</span>
          <State state={states.get(refOf(entity))} />
        </li>
      ))}
    </ul>
  );
}

function State({ state }: { readonly state: EntityState | undefined }) {
  if (!state) return <span />;
  if (state.is === 'new') return <span className={styles.added}>new</span>;
  return (
    <span className={styles.changed}>
      is there already{state.owner && `, of ${state.owner}`}
    </span>
  );
}

/** A system that the service is part of and that does not come out with it. */
function joinedSystem(entities: readonly PreviewEntity[]): string | undefined {
  const system = entities.find(({ kind }) => kind === 'Component')?.spec
    ?.system;
  const isNew = entities.some(({ kind }) => kind === 'System');
  return typeof system === 'string' && !isNew ? system : undefined;
}
