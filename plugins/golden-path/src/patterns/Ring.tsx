import type { PatternManifest } from '@golden-path/backstage-plugin-golden-path-common';
import styles from './patterns.module.css';

const marks: Record<PatternManifest['ring'], JSX.Element> = {
  adopt: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  trial: (
    <>
      <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" />
      <circle cx="5" cy="5" r="2" fill="currentColor" />
    </>
  ),
  assess: <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" />,
  hold: (
    <>
      <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" />
      <path d="M2 5h6" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
};

/** How strongly the platform team recommends a pattern: a glyph and the word. */
export function Ring({ ring }: { readonly ring: PatternManifest['ring'] }) {
  return (
    <span className={styles.ring} data-ring={ring}>
      <svg width="10" height="10" aria-hidden>
        {marks[ring]}
      </svg>
      <span>{ring}</span>
    </span>
  );
}
