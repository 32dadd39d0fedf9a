import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack, SourceFile } from '../pack/pack';
import type { CopyPlan, DraftPlan, FilePlan } from '../plan/filePlan';
import { applyEdits } from './edits';
import { gofmt } from './gofmt';
import { importTable } from './importTable';
import type { ImportTable } from './importTable';
import { rewriteImports } from './rewriteImports';
import { renameEdits } from './rename';

/** Turns plans into files; pure, and the same every time. @public */
export function render(
  pack: Pack,
  composition: Composition,
  plans: readonly FilePlan[],
): ComposedFile[] {
  const table = importTable(pack, composition);
  const { module } = composition.service;
  return plans.map(plan =>
    plan.kind === 'copy'
      ? renderCopy(pack, plan, module, table)
      : renderDraft(plan),
  );
}

const drafts = new WeakMap<DraftPlan, ComposedFile>();

/** Gives a draft its final text. */
export function renderDraft(plan: DraftPlan): ComposedFile {
  const known = drafts.get(plan);
  if (known) return known;
  const { kind, content, ...origin } = plan;
  const file = { ...origin, content: formatted(content, plan.path) };
  drafts.set(plan, file);
  return file;
}

/** Copies as they were rendered last, and what their imports then began with. */
const copies = new WeakMap<CopyPlan, { module: string; file: ComposedFile }>();

function renderCopy(
  pack: Pack,
  plan: CopyPlan,
  module: string,
  table: ImportTable,
): ComposedFile {
  const known = copies.get(plan);
  if (known?.module === module) return known.file;
  const file = renderCopyOf(pack, plan, table);
  copies.set(plan, { module, file });
  return file;
}

function renderCopyOf(
  pack: Pack,
  plan: CopyPlan,
  table: ImportTable,
): ComposedFile {
  const { kind, source: path, subject, ...origin } = plan;
  const source = pack.sources.get(path);
  if (!source) throw new Error(`the pack has no file ${path}`);
  const { bytes, executable } = source;
  const fact = pack.facts.files[path];
  if (!fact) return { ...origin, content: textOf(source), executable };
  const names = renameEdits(bytes, fact.sentinels, subject);
  const imports = rewriteImports(bytes, fact, names, subject, table);
  if (names.length === 0 && imports.length === 0) {
    return { ...origin, content: textOf(source), executable };
  }
  const others = names.filter(name =>
    imports.every(line => name.end <= line.start || name.start >= line.end),
  );
  const content = applyEdits(bytes, [...imports, ...others]);
  return {
    ...origin,
    // New names may change gofmt's alignment; imports are in order already.
    content:
      others.length > 0 && !fact.stable
        ? formatted(content, plan.path)
        : content,
    executable,
  };
}

const texts = new WeakMap<SourceFile, string>();

/** What a source file holds, read once. */
function textOf(source: SourceFile): string {
  const text = texts.get(source) ?? applyEdits(source.bytes, []);
  texts.set(source, text);
  return text;
}

function formatted(content: string, path: string): string {
  return path.endsWith('.go') ? gofmt(content, path) : content;
}
