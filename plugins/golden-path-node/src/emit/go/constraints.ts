import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoField } from '../fields';
import type { Text } from '../lines';
import { columnCheck, constraintName } from '../sql/columns';
import { goText } from './go';

/** The table of constraints: which field each is about. */
export function constraints({ names }: Resource, fields: GoField[]): Text {
  const table = names.plural.snake;
  const entries = fields.flatMap(({ field, wire }) => {
    const endings = [
      ...(field.unique ? ['key'] : []),
      ...(columnCheck(field) === undefined ? [] : ['check']),
      ...(field.reference ? ['fkey'] : []),
    ];
    return endings.map(
      ending =>
        `${goText(constraintName(table, field, ending))}: ${goText(wire)},`,
    );
  });
  const variable = `var ${names.singular.camel}Constraints = pgdb.Constraints`;
  return entries.length > 0 ? [`${variable}{`, entries, '}'] : `${variable}{}`;
}
