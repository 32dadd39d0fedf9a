import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type {
  Answers,
  Catalogue,
  Preview,
} from '@golden-path/backstage-plugin-golden-path-common';
import { noSubmit } from '../controls/noSubmit';
import { EntityList } from '../panel/EntityList';
import { FileTree } from '../panel/FileTree';
import { fileTree, matching } from '../panel/fileTree';
import type { TreeNode } from '../panel/fileTree';
import { FileContent } from './FileContent';
import { titleOf } from './titleOf';
import { firstFile } from './views';
import { WhyFile } from './WhyFile';
import styles from './preview.module.css';

/** Files left, the chosen one in the middle, why it is there right. */
export function FilesView(props: {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  readonly preview: Preview;
  readonly stale: boolean;
}) {
  const { catalogue, answers, preview, stale } = props;
  const [chosen, setChosen] = useState(() => firstFile(preview));
  const [query, setQuery] = useState('');
  const findRef = useRef<HTMLInputElement>(null);
  const tree = useMemo(
    () => fileTree(preview.files, new Map()),
    [preview.files],
  );
  const file =
    preview.files.find(({ path }) => path === chosen) ?? preview.files[0];
  const asideOf = (node: TreeNode) => (
    <span className={styles.aside}>
      {node.file ? titleOf(catalogue, node.file.pattern) : node.files}
    </span>
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '/' || event.target === findRef.current) return;
    event.preventDefault();
    findRef.current?.focus();
  };

  return (
    // Keys come up from the controls inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label="Files"
      className={styles.columns}
      data-stale={stale}
      onKeyDown={onKeyDown}
    >
      <div className={styles.list}>
        <input
          ref={findRef}
          type="search"
          className={styles.find}
          placeholder="Find file or pattern"
          aria-label="Find file or pattern"
          aria-keyshortcuts="/"
          value={query}
          onChange={event => setQuery(event.target.value)}
          onKeyDown={noSubmit}
        />
        <div className={styles.scroll}>
          <FileTree
            label="Files that come out"
            nodes={query ? matching(tree, query) : tree}
            openAtFirst={node =>
              query !== '' || (chosen?.startsWith(node.path) ?? false)
            }
            selected={file?.path}
            onSelect={setChosen}
            asideOf={asideOf}
          />
        </div>
      </div>
      <div className={styles.middle}>
        {file && <FileContent answers={answers} file={file} />}
      </div>
      <div
        className={styles.right}
        role="region"
        aria-label="About what comes out"
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {file && <WhyFile catalogue={catalogue} file={file} />}
        <section className={styles.why} aria-label="Entities">
          <h3>Entities</h3>
          <EntityList entities={preview.entities} />
        </section>
        <section className={styles.why} aria-label="Without the portal">
          <h3>Without the portal</h3>
          <code className={styles.command}>
            golden-path compose answers.yaml {answers.service.name}
          </code>
        </section>
      </div>
    </div>
  );
}
