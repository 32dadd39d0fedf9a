import { useApi } from '@backstage/core-plugin-api';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { useLoaded } from '../wizard/useLoaded';
import { DiffView } from './DiffView';
import styles from './difference.module.css';

/** One side of a difference; none when the file is not there. */
export interface Side {
  readonly answers: Answers;
  readonly digest: string;
}

/** What the last choice did to one file. */
export function FileDifference(props: {
  readonly path: string;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
}) {
  const { path, before, after } = props;
  const api = useApi(goldenPathApiRef);
  const contentOf = async (side: Side | undefined, signal: AbortSignal) =>
    side ? (await api.file(side.answers, path, signal)).content : '';
  const loaded = useLoaded(
    async signal => ({
      before: await contentOf(before, signal),
      after: await contentOf(after, signal),
    }),
    `${path} ${before?.digest} ${after?.digest}`,
  );
  if (loaded.state === 'ready') {
    return <DiffView path={path} {...loaded.value} />;
  }
  if (loaded.state === 'loading') {
    return (
      <p role="status" className={styles.state}>
        Loading
      </p>
    );
  }
  return (
    <p role="alert" className={styles.state}>
      The difference did not come: {loaded.error.message}{' '}
      <button type="button" className={styles.link} onClick={loaded.retry}>
        Try again
      </button>
    </p>
  );
}
