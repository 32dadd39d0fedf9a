import {
  ANSWERS_API_VERSION,
  compositionTopology,
} from '@golden-path/backstage-plugin-golden-path-common';
import { topologyFromEntities } from '@golden-path/backstage-plugin-topology-common';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { readEntities } from './entities';
import { packOf, readInput, resolveText } from './inputs';
import type { Io } from './io';
import { InputProblems } from './problems';

/** The topology of one answers file, or of catalog files together. Throws {@link InputProblems}. */
export async function readTopology(
  io: Io,
  files: readonly string[],
  pack: string | undefined,
): Promise<Topology> {
  const texts = await Promise.all(
    files.map(async file => ({ file, text: await readInput(io, file) })),
  );
  const [first] = texts;
  return first && texts.length === 1 && isAnswers(first.text)
    ? topologyOfAnswers(io, first, pack)
    : topologyOfEntities(io, texts);
}

function isAnswers(text: string): boolean {
  return text.includes(ANSWERS_API_VERSION) && /\bgoldenPath\b/.test(text);
}

async function topologyOfAnswers(
  io: Io,
  { file, text }: { file: string; text: string },
  pack: string | undefined,
): Promise<Topology> {
  const { catalogue } = await packOf(io, { pack });
  return compositionTopology(catalogue, resolveText(catalogue, file, text));
}

function topologyOfEntities(
  io: Io,
  texts: readonly { file: string; text: string }[],
): Topology {
  const read = texts.map(({ file, text }) => readEntities(file, text));
  const problems = read.flatMap(r => r.problems);
  if (problems.length > 0) throw new InputProblems(problems);
  const { topology, findings } = topologyFromEntities(
    read.flatMap(r => r.entities),
  );
  for (const { entityRef, message } of findings) {
    io.err(`warning: ${entityRef}: ${message}\n`);
  }
  return topology;
}
