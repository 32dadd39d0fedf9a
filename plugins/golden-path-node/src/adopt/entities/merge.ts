import { printYaml } from '../../merge/yaml';
import { isMap } from './catalogInfo';
import type { ExistingCatalogInfo, ExistingEntity } from './catalogInfo';
import type { Proposal } from './propose';

/** Something that the repository says otherwise than Adopt would; it stays. @public */
export interface Difference {
  /** From 1. */
  readonly line: number;
  readonly field: string;
  readonly kept: string;
  readonly proposed: string;
}

/** What becomes of catalog-info.yaml. @public */
export interface MergedCatalogInfo {
  readonly path: string;
  readonly text: string;
  readonly state: 'new' | 'extended' | 'unchanged';
  /** Entities and fields that come in. */
  readonly additions: readonly string[];
  readonly differences: readonly Difference[];
}

interface Addition {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Whether the value follows at the end of a list that is there. */
  readonly append?: boolean;
}

/**
 * Puts proposals into the catalog-info that is there. Whatever it says stays,
 * comments too: fields and members of lists that are missing come in, entities
 * that are missing follow at the end, and what differs is told.
 */
export function mergeCatalogInfo(
  existing: ExistingCatalogInfo | undefined,
  proposals: readonly Proposal[],
): MergedCatalogInfo {
  const pairs = proposals.map(proposal => ({
    proposal,
    match: existing?.entities.find(
      ({ kind, name }) =>
        kind === proposal.entity.kind && name === proposal.entity.metadata.name,
    ),
  }));
  const missing = pairs.flatMap(pair => (pair.match ? [] : [pair.proposal]));
  const merges = pairs.flatMap(({ proposal, match }) =>
    match ? [{ match, ...compare(match, proposal) }] : [],
  );
  const additions = [
    ...merges.flatMap(({ match, additions: added }) =>
      added.map(
        ({ path, value, append }) =>
          `${match.kind} ${match.name}: ${path.join('.')}${
            append ? `, ${String(value)}` : ''
          }`,
      ),
    ),
    ...missing.map(({ entity }) => `${entity.kind} ${entity.metadata.name}`),
  ];
  const changed = merges.filter(merge => merge.additions.length > 0);
  for (const { match, additions: added } of changed) {
    added.forEach(addition => put(match, addition));
  }
  return {
    path: existing?.path ?? 'catalog-info.yaml',
    text: [
      ...(existing
        ? [
            printed(
              existing,
              new Set(changed.map(({ match }) => match.document)),
            ),
          ]
        : []),
      ...missing.map(({ entity }) => printYaml(entity)),
    ].join('---\n'),
    state: stateOf(existing, additions),
    additions,
    differences: merges.flatMap(({ differences }) => differences),
  };
}

function stateOf(
  existing: ExistingCatalogInfo | undefined,
  additions: readonly string[],
): MergedCatalogInfo['state'] {
  if (!existing) return 'new';
  return additions.length > 0 ? 'extended' : 'unchanged';
}

function compare(
  existing: ExistingEntity,
  { entity }: Proposal,
): { additions: Addition[]; differences: Difference[] } {
  const additions: Addition[] = [];
  const differences: Difference[] = [];
  const visit = (path: string[], kept: unknown, proposed: unknown): void => {
    if (kept === undefined || kept === null) {
      additions.push({ path, value: proposed });
    } else if (Array.isArray(kept) && Array.isArray(proposed)) {
      const absent = proposed.filter(
        each => !kept.some(has => means(has, each)),
      );
      additions.push(...absent.map(value => ({ path, value, append: true })));
    } else if (isMap(kept) && isMap(proposed)) {
      for (const [key, value] of Object.entries(proposed)) {
        visit([...path, key], kept[key], value);
      }
    } else if (!means(kept, proposed)) {
      differences.push({
        line: existing.line,
        field: `${existing.kind} ${existing.name}: ${path.join('.')}`,
        kept: shown(kept),
        proposed: shown(proposed),
      });
    }
  };
  const metadata = { ...entity.metadata };
  const own = existing.value.metadata;
  // Words that a person wrote are better than any of ours.
  if (isMap(own) && (own.title || own.description)) {
    delete metadata.title;
    delete metadata.description;
  }
  visit(['metadata'], own, metadata);
  visit(['spec'], existing.value.spec, entity.spec ?? {});
  return { additions, differences };
}

/** Whether two values say the same; a reference may leave out kind and default namespace. */
function means(kept: unknown, proposed: unknown): boolean {
  const bare = (value: unknown) =>
    String(value)
      .toLowerCase()
      .replace(/^[a-z]+:/, '')
      .replace(/^default\//, '');
  return typeof kept === 'string' && typeof proposed === 'string'
    ? bare(kept) === bare(proposed)
    : JSON.stringify(kept) === JSON.stringify(proposed);
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function put({ document }: ExistingEntity, addition: Addition): void {
  const { path, value, append } = addition;
  if (append) document.addIn(path, value);
  else document.setIn(path, document.createNode(value));
}

/** The file as it was, but for the documents that changed. */
function printed(
  { text, documents }: ExistingCatalogInfo,
  changed: ReadonlySet<ExistingEntity['document']>,
): string {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (changed.size === 0) return whole;
  const parts = documents.map((document, index) => {
    if (changed.has(document)) {
      return document.toString({
        lineWidth: 0,
        indentSeq: !/^( *)[\w./-]+:\s*\n\1- /m.test(text),
        flowCollectionPadding: /\{ /.test(text),
        directives: false,
      });
    }
    const next = documents[index + 1];
    return whole
      .slice(document.range[0], next ? next.range[0] : undefined)
      .replace(/^---[ \t]*\n/, '')
      .replace(/\n---\s*$/, '\n');
  });
  return parts.join('---\n');
}
