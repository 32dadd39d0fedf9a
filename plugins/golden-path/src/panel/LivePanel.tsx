import { useMemo, useRef, useState } from 'react';
import { compositionTopology } from '@golden-path/backstage-plugin-golden-path-common';
import { TopologyView } from '@golden-path/backstage-plugin-topology-react';
import type { LivePreview } from '../wizard/usePreview';
import type { Wizard } from '../wizard/wizard';
import { ChangeMarks, bytes } from './ChangeMarks';
import { EntityList } from './EntityList';
import { fileChanges } from './fileChanges';
import { FileTree } from './FileTree';
import { fileTree, foldUnchanged, hasChanged, onlyChanged } from './fileTree';
import { LastChoice } from './LastChoice';
import { PanelTabs } from './PanelTabs';
import { PeekedFile } from './PeekedFile';
import styles from './panel.module.css';

const DIAGRAM_HEIGHT = 216;

/** What comes out of the answers, as they are now: diagram, files, entities. */
export function LivePanel({
  wizard,
  live,
}: {
  readonly wizard: Wizard;
  readonly live: LivePreview;
}) {
  const { composition } = wizard.resolution;
  const { seen, fresh } = live;
  const [tab, setTab] = useState<'files' | 'entities'>('files');
  const [changedOnly, setChangedOnly] = useState(false);
  const [peeked, setPeeked] = useState<string>();
  // While answers are wrong the files of the last right ones stay to look at.
  const valid = useRef(wizard.answers);
  if (composition) valid.current = composition.answers;
  const topology = useMemo(
    () => composition && compositionTopology(wizard.catalogue, composition),
    [wizard.catalogue, composition],
  );
  const changes = useMemo(() => seen && fileChanges(seen), [seen]);
  const tree = useMemo(
    () =>
      seen && changes
        ? fileTree([...seen.current.files, ...changes.removed], changes.of)
        : [],
    [seen, changes],
  );
  const folded = useMemo(() => foldUnchanged(tree), [tree]);
  const drawn = topology ?? seen?.current.topology;
  const files = seen?.current.files ?? [];
  const isThere = ({ path }: { path: string }) => path === peeked;
  const peek = files.find(isThere) ?? (changes?.removed ?? []).find(isThere);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const hasChanges = (changes?.of.size ?? 0) > 0;

  return (
    <section className={styles.panel} aria-label="What comes out">
      {drawn && (
        <div className={styles.diagram}>
          <TopologyView
            compact
            height={DIAGRAM_HEIGHT}
            title="Diagram of what comes out"
            topology={drawn}
          />
        </div>
      )}
      <LastChoice wizard={wizard} live={live} changes={changes} />
      {seen && (
        <div className={styles.bar}>
          <PanelTabs
            value={tab}
            onChange={setTab}
            tabs={[
              ['files', `Files ${files.length} · ${bytes(size)}`],
              ['entities', `Entities ${seen.current.entities.length}`],
            ]}
          />
          {tab === 'files' && peek && (
            <button
              type="button"
              className={styles.link}
              onClick={() => setPeeked(undefined)}
            >
              All files
            </button>
          )}
          {tab === 'files' && !peek && hasChanges && (
            <button
              type="button"
              className={styles.link}
              aria-pressed={changedOnly}
              onClick={() => setChangedOnly(!changedOnly)}
            >
              Only changed
            </button>
          )}
        </div>
      )}
      {seen && (
        <div
          className={styles.scroll}
          data-stale={!fresh}
          role="tabpanel"
          id={`golden-path-panel-${tab}`}
          aria-labelledby={`golden-path-tab-${tab}`}
        >
          {tab === 'files' && peek && (
            <PeekedFile
              key={peek.path}
              path={peek.path}
              seen={seen}
              answers={valid.current}
              change={changes?.of.get(peek.path)}
            />
          )}
          {tab === 'files' && !peek && (
            <FileTree
              // A new choice opens what it changed, whatever was open before.
              key={seen.current.hash}
              label="Files that come out"
              nodes={changedOnly && hasChanges ? onlyChanged(tree) : folded}
              openAtFirst={hasChanged}
              onSelect={setPeeked}
              asideOf={node => <ChangeMarks node={node} />}
            />
          )}
          {tab === 'entities' && (
            <EntityList entities={seen.current.entities} />
          )}
        </div>
      )}
    </section>
  );
}
