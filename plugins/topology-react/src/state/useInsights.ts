import { useEffect, useState } from 'react';
import {
  type Insight,
  insights,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

const NONE: readonly Insight[] = [];

/** The insights of a topology, looked for once it has been drawn. */
export function useInsights(
  topology: Topology | undefined,
): readonly Insight[] {
  const [found, setFound] = useState<{ of: Topology; all: Insight[] }>();
  useEffect(() => {
    if (!topology) return undefined;
    const timer = setTimeout(() =>
      setFound({ of: topology, all: insights(topology) }),
    );
    return () => clearTimeout(timer);
  }, [topology]);
  return found && found.of === topology ? found.all : NONE;
}
