import { GraphCanvas } from '../canvas/GraphCanvas';
import type { TopologyViewState } from '../state/viewState';
import { Loading } from '../states/Loading';
import { Message } from '../states/Message';
import {
  emptyMessage,
  problemMessage,
  tooLargeMessage,
  type TopologyProblem,
} from '../states/problem';
import { TopologyTable } from '../table/TopologyTable';
import type { Drawing } from './useDrawing';
import type { ViewActions } from './viewActions';

const PANEL_WIDTH = 332;
/** Where the zoom controls lie. */
const ZOOM_CORNER = { width: 160, height: 52 };

/** The scene has a margin of its own; the panel takes its room from the canvas once it is open. */
const marginsOf = ({ compact, panelOpen, drawing }: StageProps) => ({
  // the list of changes comes by itself, with another picture
  follow: drawing.looks.lens === 'difference',
  padding: compact ? 0 : 8,
  reserved: compact || panelOpen ? 0 : PANEL_WIDTH,
  ...(compact ? {} : { corner: ZOOM_CORNER, cards: drawing.scene?.nodes }),
});

/** What the stage needs to show a graph, a table, or why there is neither. */
export interface StageProps {
  loading: boolean;
  problem: TopologyProblem | undefined;
  drawing: Drawing;
  view: TopologyViewState;
  actions: ViewActions;
  title: string;
  compact: boolean;
  panelOpen: boolean;
  selected: string | undefined;
  onSelect(id: string | undefined): void;
  onOpen(id: string): void;
  onEscape(): void;
  onSearch(): void;
}

function tooLarge({ drawing, actions }: StageProps) {
  return tooLargeMessage(drawing.visible, {
    canCollapse: drawing.shown.boxes.some(
      ({ id, kind }) => kind === 'system' && !drawing.collapsed.has(id),
    ),
    onCollapse: () => actions.rollUpTo('system'),
    onTable: actions.showTable,
  });
}

/** The middle of the view: graph or table, or the message that stands for them. */
export function Stage(props: StageProps) {
  const { drawing, view, actions, title, selected } = props;
  const { all, shown, scene, placeOf } = drawing;
  if (props.problem) {
    return <Message urgent content={problemMessage(props.problem)} />;
  }
  if (props.loading) return <Loading />;
  if (shown.nodes.length === 0) {
    return (
      <Message
        urgent={false}
        content={emptyMessage(all, actions.clearFilters)}
      />
    );
  }
  if (view.presentation === 'table') {
    return (
      <TopologyTable
        topology={shown}
        matches={drawing.found}
        label={`${title} as a table`}
        selected={selected}
        onSelect={props.onSelect}
      />
    );
  }
  if (drawing.layout.problem !== undefined) {
    const { problem: message } = drawing.layout;
    return (
      <Message urgent content={problemMessage({ kind: 'failed', message })} />
    );
  }
  if (!scene && drawing.layout.pending) return <Loading />;
  if (!scene || !placeOf) {
    return <Message urgent={false} content={tooLarge(props)} />;
  }
  return (
    <GraphCanvas
      scene={scene}
      placeOf={placeOf}
      tints={drawing.tints}
      sentences={drawing.sentences}
      selected={selected}
      looks={drawing.looks}
      spotlight={drawing.spotlight}
      findings={drawing.findingMarks}
      matches={drawing.foundPlaces}
      label={title}
      margins={marginsOf(props)}
      compact={props.compact}
      onSelect={props.onSelect}
      onOpen={props.onOpen}
      onFocus={actions.toggleFocus}
      onToggleBox={actions.toggleBox}
      onEscape={props.onEscape}
      onSearch={props.onSearch}
    />
  );
}
