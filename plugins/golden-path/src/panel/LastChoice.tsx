import { troubleOf } from '../wizard/trouble';
import type { LivePreview } from '../wizard/usePreview';
import type { Wizard } from '../wizard/wizard';
import type { FileChanges } from './fileChanges';
import styles from './panel.module.css';

/** One line: what the last choice did, or what keeps the preview from coming. */
export function LastChoice({
  wizard,
  live,
  changes,
}: {
  readonly wizard: Wizard;
  readonly live: LivePreview;
  readonly changes: FileChanges | undefined;
}) {
  const { composition, problems } = wizard.resolution;
  if (live.error) {
    return (
      <div role="alert" className={styles.failed}>
        {troubleOf(live.error)}{' '}
        <button type="button" className={styles.link} onClick={live.retry}>
          Try again
        </button>
      </div>
    );
  }
  if (!composition) {
    return (
      <div role="status" className={live.seen ? styles.last : styles.nothing}>
        {live.seen ? (
          <span className={styles.second}>
            As before: {howMany(problems.length)} to settle first
          </span>
        ) : (
          <>
            <span>Nothing comes out yet.</span>
            <span>
              {howMany(problems.length)} to settle: {placesOf(wizard)}
            </span>
          </>
        )}
      </div>
    );
  }
  if (!live.fresh) {
    const count = live.seen?.current.files.length;
    return (
      <div role="status" className={styles.last}>
        <span className={styles.second}>
          Working out {count ? `${count} files` : 'the files'}
        </span>
      </div>
    );
  }
  const label = wizard.session.lastChoice;
  if (!changes || !label) return null;
  return (
    <div role="status" className={styles.last}>
      <span className={styles.second}>Last choice</span>
      <strong>{label}</strong>
      <span className={styles.marks}>
        {changes.added > 0 && (
          <span className={styles.added}>+{files(changes.added)}</span>
        )}
        {changes.changed > 0 && (
          <span className={styles.changed}>~{changes.changed} changed</span>
        )}
        {changes.removed.length > 0 && (
          <span
            className={styles.removed}
            title={changes.removed.map(({ path }) => path).join('\n')}
          >
            −{files(changes.removed.length)}
          </span>
        )}
      </span>
    </div>
  );
}

function howMany(count: number): string {
  return count === 1 ? '1 answer' : `${count} answers`;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function placesOf({ resolution }: Wizard): string {
  const places = resolution.problems.map(({ path }) =>
    path[0] === 'service' ? String(path[1]) : String(path[0]),
  );
  return [...new Set(places)].join(', ');
}
