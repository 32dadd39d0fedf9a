import type {
  Field,
  Upstream,
} from '@golden-path/backstage-plugin-golden-path-common';
import { GENERATED, goText } from '../go/go';
import { fileText, paragraphs } from '../lines';

/** `internal/apigateway/bodies_test.go`: what the published collections take. */
export function emitBodies(upstreams: readonly Upstream[]): string {
  const written = upstreams
    .flatMap(({ resources }) => resources)
    .filter(({ writes }) => writes);
  return fileText(
    paragraphs(
      [GENERATED],
      ['package apigateway_test'],
      [
        '// bodies are read by the collections at their paths, whatever their rules are.',
        'var bodies = map[string]string{',
        written.map(({ names, fields }) => {
          const members = fields.map(field => [field.column, sample(field)]);
          return `${goText(
            `/api/v1/${names.plural.kebab}`,
          )}: \`${JSON.stringify(Object.fromEntries(members))}\`,`;
        }),
        '}',
      ],
    ),
  );
}

/** A value of the field's type. */
function sample({ type, values, items }: Field): unknown {
  switch (type) {
    case 'text':
      return 'some';
    case 'enum':
      return values?.[0];
    case 'integer':
      return 1;
    case 'decimal':
      return '1';
    case 'boolean':
      return true;
    case 'time':
      return '2026-01-31T13:45:00Z';
    case 'date':
      return '2026-01-31';
    case 'uuid':
    case 'reference':
      return '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';
    case 'list':
      return items === 'integer' ? [1] : ['some'];
    default:
      return type satisfies never;
  }
}
