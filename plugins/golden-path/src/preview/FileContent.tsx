import { useMemo } from 'react';
import type {
  Answers,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { CodeView } from './CodeView';
import { newLines } from './newLines';
import { useFileContent } from './useFileContent';
import styles from './preview.module.css';

/**
 * A file of what comes out, fetched when it is looked at. While the answers
 * change it follows them, and marks the lines that are new.
 */
export function FileContent({
  answers,
  file,
}: {
  readonly answers: Answers;
  readonly file: PreviewFile;
}) {
  const { shown, loaded } = useFileContent(answers, file);
  const marked = useMemo(
    () =>
      shown?.before === undefined
        ? undefined
        : newLines(shown.before, shown.content),
    [shown],
  );
  return (
    <>
      <div className={styles.head}>
        <code title={file.path}>{file.path}</code>
        <span>{shown && linesOf(shown.content)}</span>
      </div>
      {shown && (
        <CodeView path={file.path} content={shown.content} marked={marked} />
      )}
      {!shown && loaded.state === 'loading' && (
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
