import { useEffect, useState } from 'react';
import {
  type Insight,
  insightSteps,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

const NONE: readonly Insight[] = [];

/** How long a slice of looking may hold up the page. */
const SLICE_MS = 7;

/**
 * The insights of a topology, in slices that leave the page its time. Nothing is looked for while that is being
 * drawn: what is waited for comes first, also on a machine that has no processor to spare.
 */
export function useInsights(
  topology: Topology | undefined,
  isDrawing: boolean,
): readonly Insight[] {
  const [found, setFound] = useState<{ of: Topology; all: Insight[] }>();
  useEffect(() => {
    if (!topology || isDrawing) return undefined;
    const steps = insightSteps(topology);
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const end = performance.now() + SLICE_MS;
      let step = steps.next();
      while (!step.done && performance.now() < end) step = steps.next();
      if (step.done) setFound({ of: topology, all: step.value });
      else timer = setTimeout(look);
    };
    timer = setTimeout(look);
    return () => clearTimeout(timer);
  }, [topology, isDrawing]);
  return found && found.of === topology ? found.all : NONE;
}
