import { useState } from 'react';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { FileDifference } from '../difference/FileDifference';
import { FileContent } from '../preview/FileContent';
import type { SeenPreview, SeenPreviews } from '../session/WizardSession';
import type { FileChange } from './fileChanges';
import styles from './panel.module.css';

/**
 * A file of the panel beside the form. One that the last choice changed opens
 * on its difference, and can be seen whole.
 */
export function PeekedFile(props: {
  readonly path: string;
  readonly seen: SeenPreviews;
  readonly answers: Answers;
  readonly change: FileChange | undefined;
}) {
  const { path, seen, answers, change } = props;
  const [wanted, setWanted] = useState(
    change === 'changed' ? 'difference' : 'whole',
  );
  const file = fileOf(seen.current, path);
  const canDiffer = change === 'changed' && seen.before !== undefined;
  const shows =
    file && (wanted === 'whole' || !canDiffer) ? 'whole' : 'difference';
  return (
    <div className={styles.peek}>
      {canDiffer && (
        <div className={styles.shows} role="group" aria-label="Show">
          {(['difference', 'whole'] as const).map(each => (
            <button
              key={each}
              type="button"
              aria-pressed={shows === each}
              onClick={() => setWanted(each)}
            >
              {each === 'whole' ? 'Whole file' : 'Difference'}
            </button>
          ))}
        </div>
      )}
      {file && shows === 'whole' && (
        <FileContent answers={answers} file={file} />
      )}
      {shows === 'difference' && (
        <>
          <div className={styles.path}>
            <code title={path}>{path}</code>
            {change === 'removed' && <span>no longer comes out</span>}
          </div>
          <FileDifference
            path={path}
            before={sideOf(seen.before, path)}
            after={sideOf(seen.current, path)}
          />
        </>
      )}
    </div>
  );
}

function fileOf(preview: SeenPreview | undefined, path: string) {
  return preview?.files.find(each => each.path === path);
}

function sideOf(preview: SeenPreview | undefined, path: string) {
  const file = fileOf(preview, path);
  return preview && file
    ? { answers: preview.answers, digest: file.digest }
    : undefined;
}
