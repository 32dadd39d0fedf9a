import type { ReactNode, Ref } from 'react';
import { ButtonIcon } from '@backstage/ui';
import {
  RiContractUpDownLine,
  RiExpandUpDownLine,
  RiFullscreenExitLine,
  RiFullscreenLine,
} from '@remixicon/react';
import {
  protocolWord,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { ExportFormat } from '../export/exportTopology';
import type { SearchHit } from '../state/search';
import type { TopologyViewState } from '../state/viewState';
import { colourWords, protocolOrder, shapeWords } from '../state/words';
import { ChoiceMenu, FilterMenu } from './ChoiceMenu';
import { ExportMenu } from './ExportMenu';
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
  searchRef: Ref<HTMLInputElement>;
  search: string;
  hits: readonly SearchHit[];
  onSearch(text: string): void;
  onFound(id: string): void;
  formats: readonly ExportFormat[];
  onExport(format: ExportFormat): void;
  fullScreen: boolean;
  onFullScreen(): void;
  /** Controls of the page that shows the topology. */
  controls?: ReactNode;
}

function Filters({ topology, view, onView }: ToolbarProps) {
  const shapes = new Set(topology.nodes.map(({ shape }) => shape));
  const protocols = new Set(topology.edges.map(({ protocol }) => protocol));
  return (
    <>
      <FilterMenu
        name="Kind"
        choices={keysOf(shapeWords)
          .filter(shape => shapes.has(shape) || view.shapes.includes(shape))
          .map(value => ({ value, label: shapeWords[value] }))}
        values={view.shapes}
        onChange={chosen => onView({ ...view, shapes: chosen })}
      />
      <FilterMenu
        name="Protocol"
        choices={protocolOrder
          .filter(
            protocol =>
              protocols.has(protocol) || view.protocols.includes(protocol),
          )
          .map(value => ({ value, label: protocolWord(value) }))}
        values={view.protocols}
        onChange={chosen => onView({ ...view, protocols: chosen })}
      />
    </>
  );
}

function Presentation({ view, onView }: ToolbarProps) {
  return (
    <div className={styles.segments} role="group" aria-label="Show as">
      {(['graph', 'table'] as const).map(presentation => (
        <button
          key={presentation}
          type="button"
          aria-pressed={view.presentation === presentation}
          onClick={() => onView({ ...view, presentation })}
        >
          {presentation === 'graph' ? 'Graph' : 'Table'}
        </button>
      ))}
    </div>
  );
}

function CollapseAll({ topology, view, onView }: ToolbarProps) {
  const systems = topology.boxes.filter(({ kind }) => kind === 'system');
  if (systems.length === 0) return null;
  const collapse = view.collapsed.length === 0;
  return (
    <ButtonIcon
      className={`${styles.control} ${styles.iconOnly}`}
      size="small"
      variant="secondary"
      aria-label={collapse ? 'Collapse all systems' : 'Open all boxes'}
      icon={collapse ? <RiContractUpDownLine /> : <RiExpandUpDownLine />}
      onPress={() =>
        onView({
          ...view,
          collapsed: collapse ? systems.map(({ id }) => id) : [],
        })
      }
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
      {props.controls}
      <ChoiceMenu
        name="Colour"
        choices={colourChoices}
        value={view.colourBy}
        onChange={colourBy => onView({ ...view, colourBy })}
      />
      <Filters {...props} />
      <span className={styles.space} />
      <Presentation {...props} />
      <CollapseAll {...props} />
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
  );
}
