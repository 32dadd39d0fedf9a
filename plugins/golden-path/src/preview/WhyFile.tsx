import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  FileClass,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { titleOf } from './titleOf';
import styles from './preview.module.css';

const LATER: Readonly<Record<FileClass, string>> = {
  verbatim: 'As the pattern has it. An upgrade brings its changes.',
  renamed:
    'As the pattern has it, under your names. An upgrade brings its changes.',
  emitted: 'Written from your fields once; yours to edit from then on.',
  generated: 'Written from your answers; edits would be overwritten.',
  merged:
    'Joined from several patterns. An upgrade merges the parts three-way.',
  seed: 'Yours from the start: no upgrade touches it.',
};

/** Why a file is there, which patterns are in it, and what happens to it later. */
export function WhyFile({
  catalogue,
  file,
}: {
  readonly catalogue: Catalogue;
  readonly file: PreviewFile;
}) {
  const ids = [
    file.pattern,
    ...file.contributors.filter(id => id !== file.pattern),
  ];
  return (
    <section className={styles.why} aria-label="Why this file is there">
      <h3>Why this file is there</h3>
      <p>{findPattern(catalogue, file.pattern)?.summary ?? file.pattern}</p>
      <ul>
        {ids.map(id => (
          <li key={id}>{titleOf(catalogue, id)}</li>
        ))}
      </ul>
      {file.resource && (
        <p>
          For the resource <strong>{file.resource}</strong>.
        </p>
      )}
      <p className={styles.second}>{LATER[file.class]}</p>
    </section>
  );
}
