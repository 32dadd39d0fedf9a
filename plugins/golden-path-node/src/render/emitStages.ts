import {
  refersElsewhere,
  STAGES,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  PatternManifest,
  RegionFact,
  Stage,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack, SourceFile } from '../pack/pack';
import { chosenPatterns } from '../plan/chosenPatterns';
import type { Emitter, FileDraft } from '../plan/draft';
import { orderRegions } from '../plan/orderRegions';
import type { Subject } from '../plan/sampleNames';
import { applyEdits } from './edits';
import { importBlock } from './importBlock';
import type { GoImport } from './importBlock';
import { importTable } from './importTable';
import type { ImportTable } from './importTable';
import { renameEdits } from './rename';
import { serviceFile } from './serviceFile';
import type { ServiceFile } from './serviceFile';

const BEFORE_IMPORT = /^(package \w+\n\n)import "context"\n/;
const RETURN = '\treturn nil\n}\n';
/** Linters want a parameter that nothing uses to have no name. */
const UNUSED_CONTEXT = '(_ context.Context)';
const USED_CONTEXT = '(ctx context.Context)';

interface Block {
  readonly text: string;
  readonly imports: readonly GoImport[];
  readonly pattern: string;
}

/**
 * Writes one file a stage: the module's own empty method with the regions of
 * the chosen patterns in it, once for each resource where they speak of one.
 */
export const emitStages: Emitter = ({ pack, composition, pattern }) =>
  STAGES.map(stage =>
    stageFile(
      pack,
      composition,
      stage,
      serviceFile(pack, pattern, `${stage}.go`),
    ),
  );

function stageFile(
  pack: Pack,
  composition: Composition,
  stage: Stage,
  { source, target }: ServiceFile,
): FileDraft {
  const table = importTable(pack, composition);
  const patterns = chosenPatterns(pack, composition);
  const blocks = orderRegions(pack, patterns, stage).flatMap(region =>
    subjectsOf(region, patterns, composition).map(subject =>
      cutBlock(pack, region, subject, table),
    ),
  );
  return {
    path: target,
    class: 'merged',
    content: fill(source, blocks, composition.service.module),
    contributors: blocks.map(({ pattern }) => pattern),
  };
}

function subjectsOf(
  region: RegionFact,
  patterns: readonly PatternManifest[],
  composition: Composition,
): Subject[] {
  const service = composition.service.names;
  if (region.scope !== 'resource') return [{ service }];
  const told = patterns
    .find(({ id }) => id === region.pattern)
    ?.regions.find(({ func }) => func === region.func);
  return composition.resources
    .filter(resource => told?.only === undefined || refersElsewhere(resource))
    .map(({ names }) => ({ service, resource: names }));
}

function cutBlock(
  pack: Pack,
  region: RegionFact,
  subject: Subject,
  table: ImportTable,
): Block {
  const source = pack.sources.get(region.file);
  if (!source) throw new Error(`the pack has no file ${region.file}`);
  const { bytes } = source;
  const edits = renameEdits(bytes, region.sentinels, subject);
  const text = applyEdits(bytes, edits, region.start, region.end);
  return {
    text: text.replace(/^\n+|\s+$/g, ''),
    imports: region.imports.map(({ path, name }) => ({
      path: table(path, subject),
      ...(name === undefined ? {} : { name }),
    })),
    pattern: region.pattern,
  };
}

function fill(
  source: SourceFile,
  blocks: readonly Block[],
  module: string,
): string {
  const text = new TextDecoder().decode(source.bytes);
  const head = BEFORE_IMPORT.exec(text);
  if (!head || !text.endsWith(RETURN)) {
    throw new Error(
      `${source.path} is no empty stage: it has to import "context" alone and end with 'return nil'`,
    );
  }
  const imports = [{ path: 'context' }, ...blocks.flatMap(b => b.imports)];
  const method = text
    .slice(head[0].length, -RETURN.length)
    .replace(UNUSED_CONTEXT, needsContext(blocks) ? USED_CONTEXT : '$&');
  const body = blocks.map(block => `${block.text}\n`).join('\n');
  return `${head[1]}${importBlock(imports, module)}${method}${body}${RETURN}`;
}

function needsContext(blocks: readonly Block[]): boolean {
  return blocks.some(({ text }) =>
    /\bctx\b/.test(text.replace(/^\s*\/\/.*$/gm, '')),
  );
}
