import { compositionTopology } from '@golden-path/backstage-plugin-golden-path-common';
import {
  toAscii,
  toMermaid,
} from '@golden-path/backstage-plugin-topology-common';
import type { EmitContext } from '../../plan';
import { mdBlock } from '../markdown';

const START = '<!-- golden-path:topology:start -->';
const END = '<!-- golden-path:topology:end -->';

/** The service and what it talks to, as text boxes and as Mermaid. */
export function diagram({ composition, pack }: EmitContext): string {
  const topology = compositionTopology(pack.catalogue, composition);
  return [
    START,
    '',
    mdBlock('text', [toAscii(topology, { maxWidth: 100 }).trimEnd()]),
    '',
    mdBlock('mermaid', [toMermaid(topology).trimEnd()]),
    '',
    END,
  ].join('\n');
}
