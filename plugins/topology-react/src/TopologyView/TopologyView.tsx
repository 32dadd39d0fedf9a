import { useMemo, useRef, useState } from 'react';
import { Breadcrumbs } from '../chrome/Breadcrumbs';
import { StatusLine } from '../chrome/StatusLine';
import { Toolbar } from '../chrome/Toolbar';
import {
  exportTopology,
  type ExportFormat,
  formatsFor,
} from '../export/exportTopology';
import { ChangesPanel } from '../panel/ChangesPanel';
import { FindingsPanel } from '../panel/FindingsPanel';
import { Panel } from '../panel/Panel';
import { subjectOf } from '../panel/subject';
import type { Lens } from '../state/lens';
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
const NO_LENSES: readonly Lens[] = [];
const NONE: NonNullable<TopologyViewProps['findings']> = [];

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
  const { topology, problem, findings = NONE, title = 'Topology' } = props;
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

  const selected = selectedOrNull ?? undefined;
  const { observed, compared } = props;
  const drawing = useDrawing(
    topology,
    view,
    search,
    findings,
    selected,
    observed,
    compared,
  );
  const actions = viewActions(drawing, view, onView);
  const select = (id: string | undefined) => onSelect(id ?? null);
  const subject = useMemo(
    () =>
      selected === undefined || compact || problem
        ? undefined
        : subjectOf(drawing.all, drawing.findings, selected),
    [selected, compact, problem, drawing.all, drawing.findings],
  );

  const findingsShown =
    !compact && !subject && view.side === 'findings' && !problem;

  const changesShown =
    !compact &&
    !subject &&
    !findingsShown &&
    !problem &&
    view.lens === 'difference' &&
    compared !== undefined;

  const close = () => {
    select(undefined);
    rootRef.current
      ?.querySelector<SVGElement>('[data-item][tabindex="0"]')
      ?.focus();
  };
  const escape = () => {
    if (view.focused !== undefined) actions.clearFocus();
    else if (selected !== undefined) close();
    else if (view.side !== undefined) actions.closeSide();
    else setFullWindow(false);
  };
  const takeAway = async (format: ExportFormat) => {
    const { shown, scene, looks, tints } = drawing;
    try {
      setNotice(
        await exportTopology(format, {
          title,
          topology: shown,
          scene,
          theme: themeOf(rootRef.current),
          ...(looks.lens === 'architecture' ? {} : { looks }),
          ...(looks.lens === 'difference' ? {} : { tints: tints.scene }),
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
      aria-busy={(!topology && !problem) || drawing.layout.pending}
    >
      {!compact && (
        <Toolbar
          topology={drawing.all}
          view={view}
          lenses={props.lenses ?? NO_LENSES}
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
          findings={drawing.findings.length}
          findingsShown={findingsShown}
          onFindings={() => {
            select(undefined);
            if (!findingsShown) actions.showFinding(undefined);
            else actions.closeSide();
          }}
          formats={formatsFor(problem ? undefined : drawing.scene)}
          onExport={takeAway}
          fullScreen={fullWindow}
          onFullScreen={() => setFullWindow(!fullWindow)}
          controls={props.controls}
        />
      )}
      {!compact && view.within !== undefined && (
        <Breadcrumbs
          title={title}
          whole={drawing.whole}
          within={view.within}
          onEnter={actions.enter}
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
          panelOpen={subject !== undefined || findingsShown || changesShown}
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
            topology={drawing.all}
            window={view.lens === 'observed' ? observed?.window : undefined}
            focused={view.focused}
            pathTo={view.pathTo}
            impact={view.side === 'impact'}
            collapsed={drawing.collapsed.has(subject.id)}
            onSelect={select}
            onFocus={() => actions.toggleFocus(subject.id)}
            onPaths={() => actions.togglePaths(subject.id)}
            onImpact={() => actions.toggleSide('impact')}
            onEnter={() => actions.enter(subject.id)}
            onToggleBox={() => actions.toggleBox(subject.id)}
            onCopyLink={() => takeAway('link')}
            onClose={close}
          />
        )}
        {changesShown && (
          <ChangesPanel
            compared={compared}
            only={view.onlyChanges === true}
            onOnly={onlyChanges => onView({ ...view, onlyChanges })}
            onSelect={select}
            onNotice={setNotice}
          />
        )}
        {findingsShown && (
          <FindingsPanel
            topology={drawing.all}
            findings={drawing.findings}
            accepted={drawing.acceptedFindings}
            chosen={view.finding}
            onNotice={setNotice}
            onChoose={actions.showFinding}
            onSelect={select}
            onImpact={id => {
              onView({ ...view, side: 'impact', finding: undefined });
              select(id);
            }}
            onClose={actions.closeSide}
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
          looks={drawing.looks}
          compared={compared}
          window={view.lens === 'observed' ? observed?.window : undefined}
          notice={notice ?? props.note}
        />
      )}
    </div>
  );
}
