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
export function diagram(context: EmitContext): string {
  return [
    START,
    '',
    boxes(context),
    '',
    mdBlock('mermaid', [toMermaid(topologyOf(context)).trimEnd()]),
    '',
    END,
  ].join('\n');
}

/** The service and what it talks to, as text boxes, which everything shows. */
export function boxes(context: EmitContext): string {
  const drawn = toAscii(topologyOf(context), { maxWidth: 100 });
  return mdBlock('text', [drawn.trimEnd()]);
}

function topologyOf({ composition, pack }: EmitContext) {
  return compositionTopology(pack.catalogue, composition);
}
