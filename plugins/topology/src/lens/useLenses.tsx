import { type ReactNode, useMemo } from 'react';
import {
  decodeTopology,
  difference,
  type DifferenceAnswer,
  type MomentsAnswer,
  type ObservedAnswer,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import {
  ChoiceMenu,
  type ComparedTopologies,
  type Lens,
  type ObservedWindow,
} from '@golden-path/backstage-plugin-topology-react';
import { useSetting } from '../page/useAddress';
import { useLoaded } from '../page/useLoaded';
import { askEndpoint } from '../source/endpoint';
import type { TopologyApis } from '../source/loadTopology';
import { momentNames } from './momentNames';

const WINDOWS = [
  { value: '15m', label: 'last 15 min' },
  { value: '1h', label: 'last hour' },
  { value: '1d', label: 'last day' },
  { value: '7d', label: 'last 7 days' },
] as const;

type WindowChoice = (typeof WINDOWS)[number]['value'];

const isWindow = (text: string): text is WindowChoice =>
  WINDOWS.some(({ value }) => value === text);

/** What the lenses of a page need to be shown. */
export interface Lenses {
  lenses: readonly Lens[];
  observed?: ObservedWindow;
  compared?: ComparedTopologies;
  note?: string;
  controls?: ReactNode;
}

const whole = (topology: Topology) => topology;

const nothing = async () => undefined;

function observedNote({ sources, calls }: ObservedAnswer): string | undefined {
  if (sources.length === 0) {
    return 'No source of observed calls is configured: set topology.observed';
  }
  const silent = sources.filter(({ problem }) => problem);
  if (silent.length > 0) {
    return silent.map(({ id, problem }) => `${id}: ${problem}`).join('; ');
  }
  return calls.length === 0 ? 'No call was observed in this window' : undefined;
}

function useObserved(apis: TopologyApis, active: boolean) {
  const [text, setWindow] = useSetting('window', '1h');
  const chosen = isWindow(text) ? text : '1h';
  const { value, problem } = useLoaded(
    () =>
      active
        ? askEndpoint<ObservedAnswer>(apis, 'observed', { window: chosen })
        : nothing(),
    `observed ${active}`,
    chosen,
  );
  return {
    observed: value,
    note: value && observedNote(value),
    problem,
    controls: (
      <ChoiceMenu
        name="Window"
        choices={WINDOWS}
        value={chosen}
        onChange={setWindow}
      />
    ),
  };
}

function useCompared(
  apis: TopologyApis,
  active: boolean,
  box: string | undefined,
  shown: (topology: Topology) => Topology,
) {
  const [from, setFrom] = useSetting('from', '');
  const [until, setUntil] = useSetting('until', '');
  const known = useLoaded(
    () =>
      active
        ? askEndpoint<MomentsAnswer>(apis, 'moments', { limit: '100' })
        : nothing(),
    `moments ${active}`,
  );
  const moments = useMemo(() => known.value?.moments ?? [], [known.value]);
  const names = useMemo(() => momentNames(moments), [moments]);
  const byRevision = (text: string) =>
    moments.find(({ revision }) => String(revision) === text);
  const second = byRevision(until) ?? moments[0];
  const first = byRevision(from) ?? moments[1] ?? moments[moments.length - 1];
  const ready = active && first !== undefined && second !== undefined;
  const key = ready ? `${first.revision} ${second.revision}` : '';
  const { value, problem } = useLoaded(
    () =>
      ready
        ? askEndpoint<DifferenceAnswer>(apis, 'difference', {
            from: String(first.revision),
            to: String(second.revision),
            box,
          })
        : nothing(),
    `difference ${box ?? ''} ${key}`,
  );
  const compared = useMemo(
    () =>
      value && {
        difference: difference(
          shown(decodeTopology(value.before)),
          shown(decodeTopology(value.after)),
        ),
        from: names.get(value.from.revision) ?? value.from.at,
        to: names.get(value.to.revision) ?? value.to.at,
      },
    [value, shown, names],
  );
  const choices = moments.map(moment => ({
    value: String(moment.revision),
    label: names.get(moment.revision) ?? moment.at,
  }));
  return {
    compared,
    note: value?.truncated
      ? 'More changed than is shown: choose moments closer together'
      : undefined,
    problem: known.problem ?? problem,
    controls: ready && (
      <>
        <ChoiceMenu
          name="From"
          choices={choices}
          value={String(first.revision)}
          onChange={setFrom}
        />
        <ChoiceMenu
          name="to"
          choices={choices}
          value={String(second.revision)}
          onChange={setUntil}
        />
      </>
    ),
  };
}

/**
 * The lenses that topology-backend gives a page, with their controls. Nothing is
 * asked before a lens is chosen.
 */
export function useLenses(
  apis: TopologyApis,
  {
    indexed,
    lens,
    box,
    shown = whole,
    offered,
  }: {
    indexed: boolean;
    lens: Lens;
    /** The box whose difference is shown; the whole landscape if absent. */
    box?: string;
    /** What of a topology the page shows. */
    shown?(topology: Topology): Topology;
    offered: readonly Lens[];
  },
): Lenses {
  const observed = useObserved(apis, indexed && lens === 'observed');
  const compared = useCompared(
    apis,
    indexed && lens === 'difference',
    box,
    shown,
  );
  const chosen = { observed, difference: compared, architecture: undefined }[
    lens
  ];
  const failed = chosen?.problem;
  const problem =
    failed &&
    ('message' in failed ? failed.message : 'This lens is not open to you');
  return {
    lenses: indexed ? offered : [],
    observed: observed.observed,
    compared: compared.compared,
    note: problem ?? chosen?.note,
    controls: indexed && chosen?.controls,
  };
}
