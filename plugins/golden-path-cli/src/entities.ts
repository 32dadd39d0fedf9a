import type { CatalogEntity } from '@golden-path/backstage-plugin-topology-common';
import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { FileProblem } from './problems';

const text = z.string();
const entitySchema = z.object({
  kind: text,
  metadata: z.object({
    name: text,
    namespace: text.optional(),
    title: text.optional(),
    description: text.optional(),
    annotations: z.record(text, text).optional(),
    labels: z.record(text, text).optional(),
    tags: z.array(text).optional(),
  }),
  spec: z.record(text, z.unknown()).optional(),
});

/** Reads the catalog entities of a file that holds YAML documents. */
export function readEntities(
  file: string,
  content: string,
): { entities: CatalogEntity[]; problems: FileProblem[] } {
  const lineCounter = new LineCounter();
  const entities: CatalogEntity[] = [];
  const problems: FileProblem[] = [];
  for (const document of parseAllDocuments(content, { lineCounter })) {
    const at = lineCounter.linePos(document.range[0]);
    const place = {
      file,
      line: Math.max(at.line, 1),
      column: Math.max(at.col, 1),
    };
    const broken = document.errors[0];
    if (broken) {
      problems.push({
        ...place,
        path: [],
        message: `is not YAML: ${broken.message.split('\n')[0]}`,
        advice: 'Write catalog entities as YAML documents.',
      });
      continue;
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) continue;
    const read = entitySchema.safeParse(value);
    if (read.success) entities.push(read.data);
    else problems.push({ ...place, ...entityProblem(read.error) });
  }
  return { entities, problems };
}

function entityProblem(error: z.ZodError) {
  const [issue] = error.issues;
  return {
    path: (issue?.path ?? []).map(part =>
      typeof part === 'number' ? part : String(part),
    ),
    message: `is no catalog entity: ${issue?.message ?? 'unknown shape'}`,
    advice: 'Give each entity a kind and a metadata.name.',
  };
}
