import { useMemo, useRef, useState } from 'react';
import { StatusLine } from '../chrome/StatusLine';
import { Toolbar } from '../chrome/Toolbar';
import {
  exportTopology,
  type ExportFormat,
  formatsFor,
} from '../export/exportTopology';
import { Panel } from '../panel/Panel';
import { subjectOf } from '../panel/subject';
import { useControlled } from '../state/useControlled';
import { useNotice } from '../state/useNotice';
import { defaultTopologyViewState } from '../state/viewState';
import theme from '../theme/theme.module.css';
import type { TopologyViewProps } from './props';
import { Stage } from './Stage';
import { useDrawing } from './useDrawing';
import { viewActions } from './viewActions';
import styles from './TopologyView.module.css';

const DEFAULT_HEIGHT = 600;

const themeOf = (element: Element | null): 'light' | 'dark' =>
  element?.closest('[data-theme-mode]')?.getAttribute('data-theme-mode') ===
  'dark'
    ? 'dark'
    : 'light';

/**
 * A topology as a graph that can be panned, zoomed, walked by keyboard,
 * searched, filtered and exported, with a panel for what is chosen and a table
 * of the same for those who would rather read. Follows the portal's theme.
 *
 * @public
 */
export function TopologyView(props: TopologyViewProps) {
  const { topology, problem, findings = [], title = 'Topology' } = props;
  const { compact = false, height = DEFAULT_HEIGHT } = props;
  const [selectedOrNull, onSelect] = useControlled<string | null>(
    props.selected,
    props.onSelect,
    null,
  );
  const [view, onView] = useControlled(
    props.view,
    props.onViewChange,
    defaultTopologyViewState,
  );
  const [search, setSearch] = useState('');
  const [fullWindow, setFullWindow] = useState(false);
  const [notice, setNotice] = useNotice();
  const rootRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const panelRef = useRef<HTMLElement>(null);

  const drawing = useDrawing(topology, view, search);
  const actions = viewActions(drawing, view, onView);
  const selected = selectedOrNull ?? undefined;
  const select = (id: string | undefined) => onSelect(id ?? null);
  const subject = useMemo(
    () =>
      selected === undefined || compact || problem
        ? undefined
        : subjectOf(drawing.all, findings, selected),
    [selected, compact, problem, drawing.all, findings],
  );

  const close = () => {
    select(undefined);
    rootRef.current
      ?.querySelector<SVGElement>('[data-item][tabindex="0"]')
      ?.focus();
  };
  const escape = () => {
    if (view.focused !== undefined) actions.clearFocus();
    else if (selected !== undefined) close();
    else setFullWindow(false);
  };
  const takeAway = async (format: ExportFormat) => {
    const { shown, scene } = drawing;
    try {
      setNotice(
        await exportTopology(format, {
          title,
          topology: shown,
          scene,
          theme: themeOf(rootRef.current),
        }),
      );
    } catch (error) {
      setNotice(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <div
      ref={rootRef}
      className={`${theme.theme} ${styles.view}`}
      data-compact={compact}
      data-full-window={fullWindow}
      style={fullWindow ? undefined : { height }}
      role="group"
      aria-label={title}
      aria-busy={!topology && !problem}
    >
      {!compact && (
        <Toolbar
          topology={drawing.all}
          view={view}
          onView={onView}
          onRollUp={actions.rollUpTo}
          searchRef={searchRef}
          search={search}
          hits={drawing.hits}
          onSearch={setSearch}
          onFound={id => {
            actions.uncover(id);
            select(id);
          }}
          formats={formatsFor(problem ? undefined : drawing.scene)}
          onExport={takeAway}
          fullScreen={fullWindow}
          onFullScreen={() => setFullWindow(!fullWindow)}
          controls={props.controls}
        />
      )}
      <div className={styles.stage}>
        <Stage
          loading={!topology}
          problem={problem}
          drawing={drawing}
          view={view}
          actions={actions}
          title={title}
          compact={compact}
          panelOpen={subject !== undefined}
          selected={selected}
          onSelect={select}
          onOpen={() => panelRef.current?.focus()}
          onEscape={escape}
          onSearch={() => searchRef.current?.focus()}
        />
        {subject && (
          <Panel
            subject={subject}
            panelRef={panelRef}
            hrefFor={id => props.hrefFor?.(id)}
            links={props.linksFor?.(subject.id) ?? []}
            focused={view.focused === subject.id}
            collapsed={drawing.collapsed.has(subject.id)}
            onSelect={select}
            onFocus={() => actions.toggleFocus(subject.id)}
            onToggleBox={() => actions.toggleBox(subject.id)}
            onCopyLink={() => takeAway('link')}
            onClose={close}
          />
        )}
      </div>
      {!compact && (
        <StatusLine
          ready={topology !== undefined && !problem}
          all={drawing.all}
          shown={drawing.shown}
          tints={drawing.tints}
          colourBy={view.colourBy}
          notice={notice}
        />
      )}
    </div>
  );
}
