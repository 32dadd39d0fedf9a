import {
  ANSWERS_API_VERSION,
  compositionTopology,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  layout,
  toAscii,
  toJson,
  toMermaid,
  topologyFromEntities,
  toSvg,
} from '@golden-path/backstage-plugin-topology-common';
import type {
  CatalogEntity,
  Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { readEntities } from '../entities';
import { packOf, readInput, resolveText } from '../inputs';
import { EXIT } from '../io';
import type { ExitCode, Io } from '../io';
import { InputProblems } from '../problems';

/** Formats in which a topology is printed. */
export const TOPOLOGY_FORMATS = ['svg', 'mermaid', 'ascii', 'json'] as const;

/** A format in which a topology is printed. */
export type TopologyFormat = (typeof TOPOLOGY_FORMATS)[number];

const PRINTERS: Readonly<Record<TopologyFormat, (t: Topology) => string>> = {
  svg: drawn => toSvg(layout(drawn)),
  mermaid: toMermaid,
  ascii: toAscii,
  json: toJson,
};

/** Prints the topology of answers, or of catalog files. */
export async function topology(
  io: Io,
  files: readonly string[],
  { pack, format }: { pack?: string; format: TopologyFormat },
): Promise<ExitCode> {
  const texts = await Promise.all(
    files.map(async file => ({ file, text: await readInput(io, file) })),
  );
  const [first] = texts;
  const drawn =
    first && texts.length === 1 && isAnswers(first.text)
      ? await topologyOfAnswers(first, pack)
      : topologyOfEntities(io, texts);
  io.out(`${PRINTERS[format](drawn).trimEnd()}\n`);
  return EXIT.ok;
}

function isAnswers(text: string): boolean {
  return text.includes(ANSWERS_API_VERSION) && /\bgoldenPath\b/.test(text);
}

async function topologyOfAnswers(
  { file, text }: { file: string; text: string },
  pack: string | undefined,
): Promise<Topology> {
  const { catalogue } = await packOf(pack);
  return compositionTopology(catalogue, resolveText(catalogue, file, text));
}

function topologyOfEntities(
  io: Io,
  texts: readonly { file: string; text: string }[],
): Topology {
  const read = texts.map(({ file, text }) => readEntities(file, text));
  const problems = read.flatMap(r => r.problems);
  if (problems.length > 0) throw new InputProblems(problems);
  const entities: CatalogEntity[] = read.flatMap(r => r.entities);
  const { topology: drawn, findings } = topologyFromEntities(entities);
  for (const { entityRef, message } of findings) {
    io.err(`warning: ${entityRef}: ${message}\n`);
  }
  return drawn;
}
