import { useEffect, useMemo, useRef } from 'react';
import { CodeTokens } from './CodeTokens';
import { highlight } from './highlight';
import styles from './preview.module.css';

/** A text with line numbers, coloured by what its path says it is. */
export function CodeView({
  path,
  content,
  marked,
}: {
  readonly path: string;
  readonly content: string;
  /** Lines, counted from 0, that are new; the first comes into view. */
  readonly marked?: ReadonlySet<number>;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = ref.current?.querySelector<HTMLElement>('[data-new]');
    if (!line || !ref.current) return;
    // Only the region scrolls: the page stays where the person works.
    ref.current.scrollTop = line.offsetTop - ref.current.clientHeight / 3;
  }, [marked]);
  const lines = useMemo(() => highlight(path, content), [path, content]);
  return (
    <div
      ref={ref}
      className={styles.code}
      role="region"
      aria-label={path}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <pre>
        {lines.map((tokens, index) => (
          // Lines have no identity but their number.
          <div
            key={index}
            className={styles.line}
            data-line={index + 1}
            data-new={marked?.has(index) || undefined}
          >
            <span>
              <CodeTokens tokens={tokens} />
              {'\n'}
            </span>
          </div>
        ))}
      </pre>
    </div>
  );
}
