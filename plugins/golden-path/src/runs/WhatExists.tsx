import { Link } from '@backstage/core-components';
import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { repositoryPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { refOf, useEntityStates } from '../panel/useEntityStates';
import type { Run } from './run';
import styles from './runs.module.css';

/** Repository and entities: where each is, or that it is not there yet. */
export function WhatExists(props: {
  readonly run: Run;
  readonly entities: readonly PreviewEntity[];
  readonly output: ScaffolderTaskOutput | undefined;
}) {
  const { run, entities, output } = props;
  const { host } = run.place;
  const path = repositoryPath(run.place).join('/');
  const states = useEntityStates(entities, run.state);
  // Of a run that made nothing, what is there is somebody else's.
  const isOver = run.state === 'failed' || run.state === 'stopped';
  const there =
    isOver && run.repository === 'no' ? 'from elsewhere' : 'in the catalog';
  const repositoryIs = {
    yes: host,
    no: isOver ? 'not made' : 'not yet',
    maybe: 'may exist',
  };
  const links = (output?.links ?? []).filter(({ url }) => url);
  const [repository, ...others] = links;
  return (
    <dl className={styles.exists}>
      <div>
        <dt>Repository</dt>
        <dd>
          {repository?.url ? <Link to={repository.url}>{path}</Link> : path}
        </dd>
        <dd className={styles.second}>{repositoryIs[run.repository]}</dd>
      </div>
      {entities.map(entity => {
        const ref = refOf(entity);
        const isThere = states.get(ref)?.is === 'taken';
        return (
          <div key={ref}>
            <dt>{entity.kind}</dt>
            <dd>
              {isThere ? (
                <EntityRefLink
                  entityRef={parseEntityRef(ref)}
                  title={entity.metadata.name}
                  hideIcon
                />
              ) : (
                entity.metadata.name
              )}
            </dd>
            <dd className={styles.second}>{isThere ? there : 'not yet'}</dd>
          </div>
        );
      })}
      {others.map(({ title, url }) => (
        <div key={url}>
          <dt>{title}</dt>
          <dd>
            <Link to={url!}>{run.answers.service.name} and its neighbours</Link>
          </dd>
          <dd className={styles.second}>live</dd>
        </div>
      ))}
    </dl>
  );
}
