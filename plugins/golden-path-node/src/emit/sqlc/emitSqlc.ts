import type { Emitter } from '../../plan/draft';
import { emitQueryCode } from './code';
import { emitSqlcConfig } from './config';
import { sqlcRenames } from './goNames';
import { emitModels } from './models';
import { emitQueryFile } from './queryFile';
import { emitSqlcRows } from './sqlcRows';

/**
 * What sqlc reads, what it would write from that, and what stands between its
 * types and the domain's.
 */
export const emitSqlc: Emitter = ({ composition }) => {
  const { resources, service } = composition;
  const renames = sqlcRenames(resources.map(({ names }) => names.plural.snake));
  const folder = 'internal/postgres';
  return [
    {
      path: 'sqlc.yaml',
      class: 'generated',
      content: emitSqlcConfig(renames),
    },
    {
      path: `${folder}/sqlcdb/models.go`,
      class: 'generated',
      content: emitModels(resources, renames),
    },
    ...resources.flatMap(resource => {
      const { flat } = resource.names.singular;
      const of = { class: 'generated', resource: resource.name } as const;
      return [
        {
          ...of,
          path: `${folder}/queries/${flat}.sql`,
          class: 'emitted' as const,
          content: emitQueryFile(resource),
        },
        {
          ...of,
          path: `${folder}/sqlcdb/${flat}.sql.go`,
          content: emitQueryCode(resource, renames),
        },
        {
          ...of,
          path: `${folder}/${flat}_rows.go`,
          content: emitSqlcRows(service.module, resource, renames),
        },
      ];
    }),
  ];
};
