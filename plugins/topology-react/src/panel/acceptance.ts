import {
  ACCEPTED_FINDINGS_ANNOTATION,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from '../state/findings';
import { nameOfRef } from '../state/words';

/** Who can accept a finding: the entity that it marks, where one describes it. */
export function acceptorOf(
  { rule, nodes: [marked] }: ListedFinding,
  { nodes }: Topology,
): string | undefined {
  if (rule === undefined || marked === undefined) return undefined;
  const node = nodes.find(({ id }) => id === marked);
  return node && !node.unknown && node.kind ? marked : undefined;
}

/** The annotation that accepts a finding, as a line of YAML; its reason is still to be written. */
export const acceptanceYaml = ({ rule }: ListedFinding): string =>
  `${ACCEPTED_FINDINGS_ANNOTATION}: '{"${rule}": "<why it may stay>"}'`;

/** Where the annotation belongs. */
export const acceptanceNotice = (ref: string): string =>
  `Annotation copied: put it under metadata.annotations of ${nameOfRef(
    ref,
  )}, with the reason`;
