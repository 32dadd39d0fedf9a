import { useState } from 'react';
import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import { CodeView } from './CodeView';
import { entityKey, entityYaml } from './views';
import styles from './preview.module.css';

/** The entities that come out, each as YAML. */
export function EntitiesView({
  entities,
}: {
  readonly entities: readonly PreviewEntity[];
}) {
  const [chosen, setChosen] = useState<string>();
  const entity =
    entities.find(each => entityKey(each) === chosen) ?? entities[0];
  return (
    <div className={styles.columns} data-view="entities">
      <ul className={styles.list} aria-label="Entities">
        {entities.map(each => (
          <li key={entityKey(each)}>
            <button
              type="button"
              className={styles.entity}
              aria-current={each === entity}
              onClick={() => setChosen(entityKey(each))}
            >
              <span className={styles.second}>{each.kind}</span>{' '}
              {each.metadata.name}
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.middle}>
        {entity && (
          <>
            <div className={styles.head}>
              <code>{entityKey(entity)}</code>
              <span>in catalog-info.yaml</span>
            </div>
            <CodeView path="catalog-info.yaml" content={entityYaml(entity)} />
          </>
        )}
      </div>
    </div>
  );
}
