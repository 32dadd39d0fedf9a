import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, SHAPES, type GoField } from '../fields';
import { fileText, paragraphs } from '../lines';
import { goText, imports } from './go';

/** `internal/order/validate.go`: the rules of single fields. */
export function emitValidate(module: string, resource: Resource): string {
  const checks = goFields(resource).flatMap(check);
  return fileText(
    paragraphs(
      [`package ${resource.names.singular.flat}`],
      imports(module, ['validate']),
      [
        '// checkInput reports every rule that the input breaks.',
        `func checkInput(${checks.length > 0 ? 'in' : '_'} Input) error {`,
        'check := validate.New()',
        checks,
        'return check.Err()',
        '}',
      ],
    ),
  );
}

function check(field: GoField): string[] {
  const rules = SHAPES[field.field.type].rules(field);
  const tags = [...(field.nullable ? ['omitempty'] : []), ...rules].join(',');
  return rules.length === 0
    ? []
    : [`check.Field(${goText(field.wire)}, in.${field.name}, ${goText(tags)})`];
}
