import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields } from '../fields';
import { fileText, paragraphs } from '../lines';
import { GENERATED, goText, imports } from './go';

/** `internal/batches/order.go`: how many of a resource are stored at once. */
export function emitBatches(module: string, resource: Resource): string {
  const fields = goFields(resource);
  const { plural, singular } = resource.names;
  const { flat, pascal } = singular;
  const type = `${flat}.${pascal}`;
  const columns = ['id', ...fields.map(({ field }) => field.column)];
  return fileText(
    paragraphs(
      [GENERATED],
      ['package batches'],
      imports(module, ['batch', 'pgdb'], [`internal/${flat}`]),
      [
        `// New${pascal}Store returns a store of many ${plural.words} at once. The repository`,
        '// tells why one of them is refused.',
        `func New${pascal}Store(db *pgdb.DB, r ${flat}.Repository) *batch.Store[${type}] {`,
        `return batch.NewStore(db, batch.Table[${type}]{`,
        `Name: ${goText(plural.snake)},`,
        `What: ${goText(singular.words)},`,
        `Columns: []string{${columns.map(goText).join(', ')}},`,
        `Args: func(v ${type}) []any {`,
        'return []any{',
        ['ID', ...fields.map(({ name }) => name)].map(name => `v.${name},`),
        '}',
        '},',
        'Create: r.Create,',
        '})',
        '}',
      ],
    ),
  );
}
