import type { PatternManifest } from '@golden-path/backstage-plugin-golden-path-common';
import styles from './patterns.module.css';

/** What a pattern does, costs, is not for, needs and gives. */
export function PatternAbout({
  id,
  pattern,
}: {
  readonly id: string;
  readonly pattern: PatternManifest;
}) {
  const { requires, provides, decorates } = pattern;
  const needs = [...requires.patterns, ...requires.ports];
  const gives = [...provides.ports, ...decorates.map(({ port }) => port)];
  return (
    <div
      id={id}
      role="region"
      aria-label={`About ${pattern.title}`}
      className={styles.about}
    >
      <p>
        <strong>{pattern.title}</strong> {pattern.version}. {pattern.summary}
      </p>
      <List title="Trade-offs" items={pattern.tradeoffs} />
      <List title="When not to use" items={pattern.whenNot} />
      {needs.length > 0 && <p>Needs {needs.join(', ')}.</p>}
      {gives.length > 0 && <p>Gives {gives.join(', ')}.</p>}
    </div>
  );
}

function List({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly string[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <div className={styles.aboutTitle}>{title}</div>
      <ul>
        {items.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
