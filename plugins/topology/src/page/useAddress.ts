import { useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readTopologyView,
  type TopologyViewState,
  writeTopologyView,
} from '@golden-path/backstage-plugin-topology-react';

/** How many calls away a neighbour may be. */
export const DEPTHS = ['1', '2', '3'] as const;

export type Depth = (typeof DEPTHS)[number];

const isDepth = (text: string | null): text is Depth =>
  DEPTHS.some(depth => depth === text);

type Change = (params: URLSearchParams) => URLSearchParams;

const setting =
  (key: string, text: string, usual: string): Change =>
  params => {
    const next = new URLSearchParams(params);
    if (text === usual) next.delete(key);
    else next.set(key, text);
    return next;
  };

/** A setting of the page that is kept in the address, left out while it is as usual. */
export function useSetting(
  key: string,
  usual: string,
): [string, (text: string) => void] {
  const [params, setParams] = useSearchParams();
  return [
    params.get(key) ?? usual,
    text =>
      setParams(before => setting(key, text, usual)(before), { replace: true }),
  ];
}

/** The depth in the address, known before anything is fetched. */
export function useDepth(): [Depth, (depth: Depth) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get('depth');
  return [
    isDepth(text) ? text : '1',
    depth => setParams(setting('depth', depth, '1'), { replace: true }),
  ];
}

/** Selection and view, held by the address so that a copied link shows the same. */
export function useAddress(
  defaultSelected: string | null,
  defaults: TopologyViewState,
) {
  const [params, setParams] = useSearchParams();
  const view = useMemo(
    () => readTopologyView(params, defaults),
    [params, defaults],
  );
  const usual = defaultSelected ?? '';
  // two changes in one event must both arrive, before the page is drawn again
  const latest = useRef(params);
  latest.current = params;
  const change = (next: Change) => {
    latest.current = next(latest.current);
    setParams(latest.current, { replace: true });
  };
  return {
    view,
    selected: (params.get('selected') ?? usual) || null,
    onViewChange: (next: TopologyViewState) =>
      change(before => writeTopologyView(before, next, defaults)),
    onSelect: (id: string | null) =>
      change(setting('selected', id ?? '', usual)),
  };
}
