import {
  findPattern,
  findPort,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import styles from './patterns.module.css';

/** What a pattern does, costs, is not for, needs, gives and wraps. */
export function PatternAbout({
  id,
  catalogue,
  pattern,
}: {
  readonly id: string;
  readonly catalogue: Catalogue;
  readonly pattern: PatternManifest;
}) {
  const { requires, provides, decorates } = pattern;
  const portTitle = (name: string) => findPort(catalogue, name)?.title ?? name;
  const needs = [
    ...requires.patterns.map(
      other => findPattern(catalogue, other)?.title ?? other,
    ),
    ...requires.ports.map(portTitle),
  ];
  const gives = provides.ports.map(portTitle);
  const wraps = decorates.map(({ port }) => portTitle(port));
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
      {wraps.length > 0 && <p>Wraps {wraps.join(', ')}.</p>}
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
