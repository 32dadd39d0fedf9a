import { useState } from 'react';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import type { LaptopLines } from './laptop';
import styles from './runs.module.css';

/** Lines to copy, each by itself. */
export function LaptopCommands({ lines, needs }: LaptopLines) {
  const [copied, setCopied] = useState<string>();
  const copy = async (line: string) => {
    try {
      await navigator.clipboard.writeText(commandOf(line));
      setCopied(line);
    } catch {
      setCopied(undefined);
    }
  };
  return (
    <section aria-label="Run it on your laptop">
      <h3>Run it on your laptop</h3>
      <ul className={styles.commands}>
        {lines.map(line => (
          <li key={line}>
            <code>
              {commandOf(line)}
              <span className={styles.comment}>{commentOf(line)}</span>
            </code>
            <button
              type="button"
              aria-label={
                copied === line ? 'Copied' : `Copy ${commandOf(line)}`
              }
              onClick={() => copy(line)}
            >
              {copied === line ? (
                <RiCheckLine size={14} aria-hidden />
              ) : (
                <RiFileCopyLine size={14} aria-hidden />
              )}
            </button>
          </li>
        ))}
      </ul>
      {needs && <p className={styles.second}>{needs.replace(/`/g, '')}</p>}
    </section>
  );
}

/** A line without its comment. */
function commandOf(line: string): string {
  return line.replace(/\s+#.*$/, '');
}

function commentOf(line: string): string {
  return /\s+#.*$/.exec(line)?.[0] ?? '';
}
