import type { Loaded } from '../wizard/useLoaded';
import theme from '../theme/theme.module.css';
import styles from './fields.module.css';

/** What a field shows before it can be filled in: that it loads, or why not. */
export function FieldState({
  loaded,
  what,
}: {
  readonly loaded: Loaded<unknown> & { readonly retry: () => void };
  readonly what: string;
}) {
  if (loaded.state === 'failed') {
    return (
      <div role="alert" className={`${theme.theme} ${styles.failed}`}>
        <strong>{what} could not be loaded.</strong> {loaded.error.message}{' '}
        <button type="button" className={styles.retry} onClick={loaded.retry}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <div role="status" className={`${theme.theme} ${styles.loading}`}>
      Loading
    </div>
  );
}
