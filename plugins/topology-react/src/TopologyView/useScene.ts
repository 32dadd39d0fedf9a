import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  layout,
  type Scene,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { MAX_VISIBLE } from '../states/visible';
import { layoutInBackground } from './background';

/** So much is laid out at once: it takes less time than a worker takes to answer. */
const AT_ONCE = 100;

interface Answer {
  topology: Topology;
  collapsed: ReadonlySet<string>;
  scene?: Scene;
  problem?: string;
}

/** What there is to draw. */
export interface SceneState {
  /** The last scene stays until the next one is laid out. */
  scene: Scene | undefined;
  /** Whether the scene is no longer, or not yet, that of the topology. */
  pending: boolean;
  /** Why there is none. */
  problem: string | undefined;
}

/** Lays out a topology: small ones at once, larger ones beside the page. */
export function useScene(
  topology: Topology,
  collapsed: ReadonlySet<string>,
  visible: { nodes: number; edges: number },
): SceneState {
  const size = visible.nodes + visible.edges;
  const drawable = topology.nodes.length > 0 && size <= MAX_VISIBLE;
  // a box that opens must not move all the others
  const last = useRef<Scene>();
  const atOnce = useMemo(
    () =>
      drawable && size <= AT_ONCE
        ? layout(topology, { collapsed, previous: last.current })
        : undefined,
    [drawable, size, topology, collapsed],
  );
  useEffect(() => {
    last.current = atOnce;
  }, [atOnce]);
  const [answer, setAnswer] = useState<Answer>();
  const inBackground = drawable && !atOnce;
  // the worker has its work before the page paints what is there meanwhile
  useLayoutEffect(() => {
    if (!inBackground) return undefined;
    const control = new AbortController();
    const tell = (outcome: Pick<Answer, 'scene' | 'problem'>) => {
      if (!control.signal.aborted) {
        setAnswer({ topology, collapsed, ...outcome });
      }
    };
    layoutInBackground(topology, collapsed, control.signal).then(
      scene => tell({ scene }),
      error => tell({ problem: String(error?.message ?? error) }),
    );
    return () => control.abort();
  }, [inBackground, topology, collapsed]);

  if (!drawable)
    return { scene: undefined, pending: false, problem: undefined };
  if (atOnce) return { scene: atOnce, pending: false, problem: undefined };
  const current =
    answer?.topology === topology && answer.collapsed === collapsed;
  return {
    scene: answer?.scene,
    pending: !current,
    problem: current ? answer?.problem : undefined,
  };
}
