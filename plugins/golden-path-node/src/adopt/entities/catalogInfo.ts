import { LineCounter, parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import { AdoptError } from '../service';
import type { RepositoryFiles } from '../repositoryFiles';

/** Where Backstage looks for descriptors, the usual place first. */
const PLACES = ['catalog-info.yaml', 'catalog-info.yml'];

/** An entity of the catalog-info that a repository has already. */
export interface ExistingEntity {
  readonly kind: string;
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
  readonly document: Document.Parsed;
}

/** The catalog-info that a repository has already, as it was read. */
export interface ExistingCatalogInfo {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly Document.Parsed[];
  readonly entities: readonly ExistingEntity[];
}

/**
 * Reads the catalog-info of a repository; undefined when it has none.
 *
 * @throws AdoptError when it is no YAML, since nothing could be kept of it
 */
export function readCatalogInfo(
  files: RepositoryFiles,
): ExistingCatalogInfo | undefined {
  const path = PLACES.find(each => files.get(each) !== undefined);
  if (path === undefined) return undefined;
  const text = files.get(path)!;
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter });
  const documents = Array.isArray(parsed) ? parsed : [];
  const broken = documents.find(({ errors }) => errors.length > 0)?.errors[0];
  if (broken) {
    const at = lineCounter.linePos(broken.pos[0]).line;
    throw new AdoptError(
      `${path}:${at}: is not YAML, ${
        broken.message.split('\n')[0]
      }; mend it first, so that nothing of it is lost`,
    );
  }
  const entities = documents.flatMap(document => {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const entity = asEntity(value);
    const start = document.contents?.range?.[0] ?? 0;
    return entity
      ? [{ ...entity, document, line: lineCounter.linePos(start).line }]
      : [];
  });
  return { path, text, documents, entities };
}

function asEntity(
  value: unknown,
): Pick<ExistingEntity, 'kind' | 'name' | 'value'> | undefined {
  if (!isMap(value) || typeof value.kind !== 'string') return undefined;
  const { metadata } = value;
  return isMap(metadata) && typeof metadata.name === 'string'
    ? { kind: value.kind, name: metadata.name, value }
    : undefined;
}

/** Whether a value is a plain map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
