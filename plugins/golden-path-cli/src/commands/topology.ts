import {
  insights,
  layout,
  toAscii,
  toJson,
  toMermaid,
  toMermaidMarkdown,
  tintsOf,
  toSvg,
} from '@golden-path/backstage-plugin-topology-common';
import type {
  ColourDimension,
  Insight,
  SvgTheme,
  Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { readTopology } from '../topologyInput';

/** Formats in which a topology is printed. */
export const TOPOLOGY_FORMATS = [
  'svg',
  'mermaid',
  'markdown',
  'ascii',
  'json',
] as const;

/** A format in which a topology is printed. */
type TopologyFormat = (typeof TOPOLOGY_FORMATS)[number];

/** What the edges of cards can be coloured by. */
export const TOPOLOGY_COLOURS: readonly ColourDimension[] = [
  'owner',
  'system',
  'domain',
  'lifecycle',
  'language',
  'none',
];

/** The themes of a picture. */
export const TOPOLOGY_THEMES: readonly SvgTheme[] = ['auto', 'light', 'dark'];

/** How a picture looks. */
interface Look {
  colour: ColourDimension;
  theme: SvgTheme;
}

const PRINTERS: Readonly<
  Record<TopologyFormat, (t: Topology, look: Look) => string>
> = {
  svg: (drawn, { colour, theme }) =>
    toSvg(layout(drawn), { theme, tints: tintsOf(drawn, colour) }),
  mermaid: drawn => toMermaid(drawn),
  markdown: drawn => toMermaidMarkdown(drawn),
  ascii: drawn => toAscii(drawn),
  json: drawn => toJson(drawn),
};

/** What the command was given beside its files. */
export interface TopologyOptions extends Look {
  pack?: string;
  format: TopologyFormat;
  /** Print what is worth a look in place of the picture. */
  insights?: boolean;
}

/** Prints the topology of answers, or of catalog files, or what is worth a look in it. */
export async function topology(
  io: Io,
  files: readonly string[],
  { pack, format, insights: isAsked, ...look }: TopologyOptions,
): Promise<ExitCode> {
  const drawn = await readTopology(io, files, pack);
  if (!isAsked) io.out(`${PRINTERS[format](drawn, look).trimEnd()}\n`);
  else if (format === 'json') writeJson(io, insights(drawn));
  else io.out(insightsText(insights(drawn)));
  return EXIT.ok;
}

function insightsText(found: readonly Insight[]): string {
  if (found.length === 0) return 'Nothing is worth a look.\n';
  return found
    .map(
      ({ severity, title, reason, mend, accepted }) =>
        `${severity.padEnd(6)}  ${title}: ${reason}\n        ${
          accepted === undefined ? mend : `Accepted: ${accepted}`
        }\n`,
    )
    .join('');
}
