import type {
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { fileText, paragraphs } from '../lines';
import { sqlName } from '../sql/sql';
import { GENERATED, goText, imports } from './go';

/** `internal/projected/order.go`: what of a resource is counted. */
export function emitProjected(module: string, resource: Resource): string {
  const { plural, singular } = resource.names;
  const columns = (counts: (field: Field) => boolean) => {
    const names = resource.fields.filter(counts).map(({ column }) => column);
    return `[]string{${names.map(goText).join(', ')}}`;
  };
  return fileText(
    paragraphs(
      [GENERATED],
      ['package projected'],
      imports(module, ['projection'], ['internal/events']),
      [
        `// ${singular.pascal} says what of ${plural.words} is counted.`,
        `var ${singular.pascal} = projection.Resource{`,
        `Name: ${goText(plural.kebab)},`,
        `Topic: events.${singular.pascal}Topic,`,
        `Table: ${goText(sqlName(plural.snake))},`,
        `Values: ${columns(hasFewValues)},`,
        `References: ${columns(isReference)},`,
        '}',
      ],
    ),
  );
}

function hasFewValues({ type }: Field): boolean {
  return type === 'enum' || type === 'boolean';
}

/** To something here, or to what another service keeps. */
function isReference({ reference, upstream }: Field): boolean {
  return reference !== undefined || upstream !== undefined;
}
