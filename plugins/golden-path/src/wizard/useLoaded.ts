import { useEffect, useState } from 'react';

/** What a load has come to. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Error }
  | { readonly state: 'ready'; readonly value: T };

/**
 * Loads whenever `key` changes, and again on `retry`. An answer that comes
 * after the key has changed is dropped.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string,
): Loaded<T> & { readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ for?: string; is: Loaded<T> }>({
    is: { state: 'loading' },
  });
  const now = `${attempt} ${key}`;
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      value => {
        if (!abort.signal.aborted)
          setLoaded({ for: now, is: { state: 'ready', value } });
      },
      error => {
        if (!abort.signal.aborted)
          setLoaded({ for: now, is: { state: 'failed', error } });
      },
    );
    return () => abort.abort();
    // The key says when to load; `load` is made anew on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [now]);
  const current: Loaded<T> =
    loaded.for === now ? loaded.is : { state: 'loading' };
  return { ...current, retry: () => setAttempt(attempt + 1) };
}
