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
  return plans.map(plan =>
    plan.kind === 'copy' ? renderCopy(pack, plan, table) : renderDraft(plan),
  );
}

/** Gives a draft its final text. */
export function renderDraft(plan: DraftPlan): ComposedFile {
  const { kind, content, ...origin } = plan;
  return { ...origin, content: formatted(content, plan.path) };
}

function renderCopy(
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
