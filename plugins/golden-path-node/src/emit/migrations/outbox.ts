import type {
  Composition,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { topicOf } from '../events/eventNames';
import { joinedName, sqlName, sqlText } from '../sql/sql';
import {
  paragraph,
  plain,
  procedural,
  type Migration,
  type SqlStatement,
} from './model';

const INDEXES = [
  'CREATE INDEX outbox_waiting ON outbox (sequence) WHERE sent_at IS NULL AND failure IS NULL;',
  'CREATE INDEX outbox_refused ON outbox (sequence) WHERE failure IS NOT NULL;',
  'CREATE INDEX outbox_sent_at ON outbox (sent_at) WHERE sent_at IS NOT NULL;',
];

/** The migration of the outbox: its table, and what records the changes of each resource. */
export function outboxMigration(
  service: Composition['service'],
  resources: readonly Resource[],
): Migration {
  return {
    up: [
      ...paragraph([], [table()]),
      ...paragraph(
        [],
        INDEXES.map(index => plain(index)),
      ),
      ...paragraph(
        [
          'Records the change of a row, whoever makes it: a request, a batch, or the deletion',
          'of what the row refers to. Its arguments are the topic, the name of the resource,',
          'and the columns whose numbers are text in JSON, so that no digit is lost.',
        ],
        [recordChange()],
      ),
      ...paragraph(
        [],
        resources.map(resource => recordChanges(service, resource)),
      ),
    ],
    down: paragraph(
      [],
      [
        ...resources.map(({ names }) =>
          plain(
            `DROP TRIGGER ${triggerName(names)} ON ${sqlName(
              names.plural.snake,
            )};`,
          ),
        ),
        plain('DROP FUNCTION record_change();'),
        plain('DROP TABLE outbox;'),
      ],
    ),
  };
}

function table(): SqlStatement {
  return plain(
    'CREATE TABLE outbox (',
    '    -- Grows in the order in which the changes of one row were made; not in that of commits.',
    '    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,',
    '    id uuid NOT NULL DEFAULT gen_random_uuid(),',
    '    topic text NOT NULL,',
    '    key text NOT NULL,',
    '    type text NOT NULL,',
    '    header jsonb NOT NULL,',
    '    body jsonb NOT NULL,',
    '    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),',
    '    -- Null while the event waits.',
    '    sent_at timestamptz,',
    '    -- Why the broker will never take it.',
    '    failure text',
    ');',
  );
}

function recordChange(): SqlStatement {
  return procedural(
    "CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$",
    'DECLARE',
    "    change text := 'updated';",
    '    state jsonb;',
    'BEGIN',
    "    IF TG_OP = 'INSERT' THEN",
    "        change := 'created';",
    '    ELSIF OLD.deleted_at IS NOT NULL THEN',
    '        RETURN NULL; -- It was told of when the row was deleted.',
    '    END IF;',
    "    IF TG_OP = 'DELETE' THEN",
    "        change := 'deleted';",
    "        state := to_jsonb(OLD) || jsonb_build_object('version', OLD.version + 1, 'deleted_at', clock_timestamp());",
    '    ELSE',
    '        state := to_jsonb(NEW);',
    '        IF NEW.deleted_at IS NOT NULL THEN',
    "            change := 'deleted';",
    '        END IF;',
    '    END IF;',
    '    FOR i IN 2 .. TG_NARGS - 1 LOOP',
    "        state := jsonb_set(state, ARRAY[TG_ARGV[i]], COALESCE(to_jsonb(state ->> TG_ARGV[i]), 'null'));",
    '    END LOOP;',
    '    INSERT INTO outbox (topic, key, type, header, body) VALUES (',
    "        TG_ARGV[0], state ->> 'id', TG_ARGV[1] || '.' || change || '.v1',",
    "        COALESCE(NULLIF(current_setting('outbox.header', true), ''), '{}')::jsonb, state",
    '    );',
    '    RETURN NULL;',
    'END;',
    '$$;',
  );
}

/** Records the changes of a resource's rows; of what it recorded of them before, it takes the place. */
export function recordChanges(
  service: Composition['service'],
  resource: Resource,
  { replacing = false } = {},
): SqlStatement {
  const decimals = resource.fields
    .filter(({ type }) => type === 'decimal')
    .map(({ column }) => column);
  const args = [
    topicOf(service, resource),
    resource.names.singular.kebab,
    ...decimals,
  ];
  return plain(
    `CREATE ${replacing ? 'OR REPLACE ' : ''}TRIGGER ${triggerName(
      resource.names,
    )} AFTER INSERT OR UPDATE OR DELETE ON ${sqlName(
      resource.names.plural.snake,
    )} FOR EACH ROW`,
    `    EXECUTE FUNCTION record_change(${args.map(sqlText).join(', ')});`,
  );
}

function triggerName({ plural }: Resource['names']): string {
  return joinedName(plural.snake, 'changes');
}
