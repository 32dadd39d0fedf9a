import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { queriesOf, type SqlcQuery } from './queries';

/** `internal/postgres/queries/order.sql`: what sqlc reads. */
export function emitQueryFile(resource: Resource): string {
  return `${queriesOf(resource).map(printQuery).join('\n\n')}\n`;
}

function printQuery({ name, command, sql }: SqlcQuery): string {
  const text = sql
    .map(part =>
      typeof part === 'string'
        ? part
        : `sqlc.${part.nullable ? 'narg' : 'arg'}('${part.name}')`,
    )
    .join('');
  return `-- name: ${name} :${command}\n${text};`;
}
