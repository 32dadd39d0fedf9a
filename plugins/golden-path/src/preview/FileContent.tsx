import { useApi } from '@backstage/core-plugin-api';
import type {
  Answers,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { useLoaded } from '../wizard/useLoaded';
import { CodeView } from './CodeView';
import styles from './preview.module.css';

/** A file of what comes out, fetched when it is looked at. */
export function FileContent({
  answers,
  file,
}: {
  readonly answers: Answers;
  readonly file: PreviewFile;
}) {
  const api = useApi(goldenPathApiRef);
  const loaded = useLoaded(
    signal => api.file(answers, file.path, signal),
    `${file.path} ${file.digest}`,
  );
  return (
    <>
      <div className={styles.head}>
        <code>{file.path}</code>
        <span>{loaded.state === 'ready' && linesOf(loaded.value.content)}</span>
      </div>
      {loaded.state === 'ready' && (
        <CodeView path={file.path} content={loaded.value.content} />
      )}
      {loaded.state === 'loading' && (
        <p role="status" className={styles.state}>
          Loading
        </p>
      )}
      {loaded.state === 'failed' && (
        <p role="alert" className={styles.state}>
          The file did not come: {loaded.error.message}{' '}
          <button type="button" className={styles.link} onClick={loaded.retry}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}

function linesOf(content: string): string {
  const count = content.split('\n').length - 1;
  return count === 1 ? '1 line' : `${count} lines`;
}
