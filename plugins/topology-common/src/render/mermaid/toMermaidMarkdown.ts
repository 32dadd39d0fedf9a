import { Topology } from '../../model/types';
import { boxView } from '../../model/views';
import { MOST_EDGES, toMermaid } from './toMermaid';

/**
 * A Markdown document with the topology as Mermaid diagrams. Where it has more edges than Mermaid draws in one,
 * the calls between systems come first and then every system with its neighbours, each under its name.
 * @public
 */
export function toMermaidMarkdown(topology: Topology): string {
  const sections =
    topology.edges.length <= MOST_EDGES
      ? [section('Topology', topology)]
      : [
          section('Calls between systems', topology),
          ...topology.boxes
            .filter(box => box.kind === 'system')
            .map(({ id, title, name }) =>
              section(title ?? name, boxView(topology, id)),
            ),
        ];
  return sections.join('\n');
}

function section(title: string, topology: Topology): string {
  const diagram = toMermaid(topology).trimEnd();
  return `## ${plain(title)}\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`;
}

/** A name as words of a heading: nothing in it is markup. */
function plain(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.replace(/[^\p{L}\p{N}\p{M} ]/gu, mark =>
    /[!-~]/.test(mark) ? `\\${mark}` : mark,
  );
}
