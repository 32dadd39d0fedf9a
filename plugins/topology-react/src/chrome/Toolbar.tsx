import type { ReactNode, Ref } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import {
  RiFullscreenExitLine,
  RiFullscreenLine,
  RiNodeTree,
  RiTable2,
} from '@remixicon/react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import type { ExportFormat } from '../export/exportTopology';
import type { SearchHit } from '../state/search';
import type { Lens } from '../state/lens';
import type { RollUp, TopologyViewState } from '../state/viewState';
import { colourWords, lensWords, rollUpWords } from '../state/words';
import { ChoiceMenu } from './ChoiceMenu';
import { ExportMenu } from './ExportMenu';
import { Filters } from './Filters';
import { SearchBox } from './SearchBox';
import styles from './chrome.module.css';

const keysOf = <K extends string>(record: Record<K, string>) =>
  Object.keys(record) as K[];

const colourChoices = keysOf(colourWords).map(value => ({
  value,
  label: colourWords[value],
}));

/** What the toolbar shows and what it can change. */
export interface ToolbarProps {
  topology: Topology;
  view: TopologyViewState;
  onView(view: TopologyViewState): void;
  /** Lenses besides the architecture. */
  lenses: readonly Lens[];
  onRollUp(level: RollUp): void;
  searchRef: Ref<HTMLInputElement>;
  search: string;
  hits: readonly SearchHit[];
  onSearch(text: string): void;
  onFound(id: string): void;
  /** How many findings there are. */
  findings: number;
  findingsShown: boolean;
  onFindings(): void;
  formats: readonly ExportFormat[];
  onExport(format: ExportFormat): void;
  fullScreen: boolean;
  onFullScreen(): void;
  /** Controls of the page that shows the topology. */
  controls?: ReactNode;
}

const presentations = [
  { value: 'graph', word: 'Graph', Icon: RiNodeTree },
  { value: 'table', word: 'Table', Icon: RiTable2 },
] as const;

function Presentation({ view, onView }: ToolbarProps) {
  return (
    <div className={styles.segments} role="group" aria-label="Show as">
      {presentations.map(({ value, word, Icon }) => (
        <button
          key={value}
          type="button"
          title={word}
          aria-label={word}
          aria-pressed={view.presentation === value}
          onClick={() => onView({ ...view, presentation: value })}
        >
          <Icon className={styles.glyph} aria-hidden />
          <span className={styles.word}>{word}</span>
        </button>
      ))}
    </div>
  );
}

function Lenses({ lenses, view, onView }: ToolbarProps) {
  if (lenses.length === 0) return null;
  const all: Lens[] = ['architecture', ...lenses];
  return (
    <div className={styles.segments} role="group" aria-label="Lens">
      {all.map(lens => (
        <button
          key={lens}
          type="button"
          aria-pressed={view.lens === lens}
          onClick={() => onView({ ...view, lens })}
        >
          {lensWords[lens]}
        </button>
      ))}
    </div>
  );
}

/** Up to which boxes everything is rolled up; not offered where there is nothing to roll up. */
function Level({ topology, view, onRollUp }: ToolbarProps) {
  const kinds = new Set(topology.boxes.map(({ kind }) => kind));
  const levels = keysOf(rollUpWords).filter(
    level => level === 'none' || level === view.rollUp || kinds.has(level),
  );
  if (levels.length < 2) return null;
  return (
    <ChoiceMenu
      name="Show"
      choices={levels.map(value => ({ value, label: rollUpWords[value] }))}
      value={view.rollUp}
      onChange={onRollUp}
    />
  );
}

/** Search, colours and filters on the left; presentation, collapse, export and full screen on the right. */
export function Toolbar(props: ToolbarProps) {
  const { view, onView, fullScreen } = props;
  return (
    <div className={styles.toolbar} role="group" aria-label="Controls">
      <SearchBox
        ref={props.searchRef}
        text={props.search}
        hits={props.hits}
        onText={props.onSearch}
        onChoose={props.onFound}
      />
      <Lenses {...props} />
      {props.controls}
      <Level {...props} />
      {view.lens !== 'difference' && (
        <ChoiceMenu
          name="Colour"
          choices={colourChoices}
          value={view.colourBy}
          onChange={colourBy => onView({ ...view, colourBy })}
        />
      )}
      <Filters
        topology={props.topology}
        filters={view}
        folded={view.lens !== 'architecture'}
        onFilters={change => onView({ ...view, ...change })}
      />
      <div className={styles.right}>
        <Button
          className={styles.control}
          size="small"
          variant="secondary"
          aria-pressed={props.findingsShown}
          onPress={props.onFindings}
        >
          Findings <span className={styles.quiet}>{props.findings}</span>
        </Button>
        <Presentation {...props} />
        <ExportMenu formats={props.formats} onExport={props.onExport} />
        <ButtonIcon
          className={`${styles.control} ${styles.iconOnly}`}
          size="small"
          variant="secondary"
          aria-label={fullScreen ? 'Leave full window' : 'Full window'}
          icon={fullScreen ? <RiFullscreenExitLine /> : <RiFullscreenLine />}
          onPress={props.onFullScreen}
        />
      </div>
    </div>
  );
}
