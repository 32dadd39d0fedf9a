import { useMemo } from 'react';
import { highlight } from './highlight';
import styles from './preview.module.css';

/** A text with line numbers, coloured by what its path says it is. */
export function CodeView({
  path,
  content,
}: {
  readonly path: string;
  readonly content: string;
}) {
  const lines = useMemo(() => highlight(path, content), [path, content]);
  return (
    <div
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
          <div key={index} className={styles.line} data-line={index + 1}>
            <span>
              {tokens.map(({ text, kind }, at) =>
                kind ? (
                  <span key={at} data-kind={kind}>
                    {text}
                  </span>
                ) : (
                  text
                ),
              )}
              {'\n'}
            </span>
          </div>
        ))}
      </pre>
    </div>
  );
}
