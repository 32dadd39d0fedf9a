import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { counted } from '../state/words';
import type { MessageContent } from './Message';

/** Why there is no topology to show. @public */
export type TopologyProblem =
  | { kind: 'failed'; message: string; onRetry?(): void }
  | { kind: 'forbidden' };

const DESCRIBE_SERVICES =
  'https://backstage.io/docs/features/software-catalog/descriptor-format';

/** What to say of a problem. */
export function problemMessage(problem: TopologyProblem): MessageContent {
  if (problem.kind === 'forbidden') {
    return {
      what: 'This topology is not open to you.',
      mend: 'Ask its owner for permission to read its catalog entities.',
    };
  }
  const { message, onRetry } = problem;
  return {
    what: 'The topology could not be loaded.',
    mend: message,
    action: onRetry && { label: 'Try again', onPress: onRetry },
  };
}

/** What to say when there is nothing to draw. */
export function emptyMessage(
  all: Topology,
  onClearFilters: () => void,
): MessageContent {
  if (all.nodes.length > 0) {
    return {
      what: 'Nothing passes the filters.',
      mend: `Clear them to see all ${counted(all.nodes.length, 'node')}.`,
      action: { label: 'Clear filters', onPress: onClearFilters },
    };
  }
  return {
    what: 'Nothing is described here yet.',
    mend: 'Add Components, APIs and Resources, with what they provide, consume and depend on.',
    action: { label: 'How to describe them', href: DESCRIBE_SERVICES },
  };
}

/** What to say when more would be drawn than anyone can read. */
export function tooLargeMessage(
  visible: { nodes: number; edges: number },
  mend: { canCollapse: boolean; onCollapse(): void; onTable(): void },
): MessageContent {
  return {
    what: `${counted(visible.nodes, 'node')} and ${counted(
      visible.edges,
      'edge',
    )} are too many to draw at once.`,
    mend: mend.canCollapse
      ? 'Collapse the systems, or filter by kind or protocol.'
      : 'Filter by kind or protocol, or read them as a table.',
    action: mend.canCollapse
      ? { label: 'Collapse all systems', onPress: mend.onCollapse }
      : { label: 'Show as table', onPress: mend.onTable },
  };
}
