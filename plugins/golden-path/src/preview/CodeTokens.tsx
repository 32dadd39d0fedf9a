import type { Token } from './highlight';
import styles from './preview.module.css';

/** The pieces of a line in their colours. */
export function CodeTokens({ tokens }: { readonly tokens: readonly Token[] }) {
  return (
    <span className={styles.tokens}>
      {tokens.map(({ text, kind }, at) =>
        kind ? (
          <span key={at} data-kind={kind}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </span>
  );
}
