import {
  FIELD_TYPES,
  namesOf,
  type Composition,
  type FieldAnswers,
  type FieldType,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { EmitContext } from '../plan/draft';
import { gofmt } from '../render/gofmt';
import { TYPED_EMITTERS } from './emitters';
import { settled } from './goldenResources';

const LIMITS: Readonly<Record<FieldType, Partial<FieldAnswers>>> = {
  text: { default: '"; DROP TABLE orders; -- it\'s `x` \\ ${{ a }} 🛒' },
  integer: { min: -5, max: '9223372036854775807', default: '0' },
  decimal: { precision: 38, scale: 38, min: '-0.5' },
  boolean: { default: false },
  time: { default: '2026-01-31T12:30:00.000001Z' },
  date: { default: '2024-02-29' },
  uuid: {},
  enum: { values: ['no', '1', 'a-b', 'USD'], default: 'no' },
  reference: { resource: 'order', onDelete: 'clear' },
  list: { items: 'integer' },
};

const WORDS = ['order', 'user', 'type', 'select', 'func', 'end', 'range', 'v'];

const description = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        '--',
        ';',
        "'",
        '"',
        '*/',
        '/*',
        '//',
        '`',
        '#',
        '- a:',
        '$$',
        '${{ x }}',
        '\\',
        '\n',
        '+build',
        'go:embed x',
        'word',
        '🛒',
        '{{ .X }}',
        '<script>',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join(' ')),
);

const resource: fc.Arbitrary<ResourceAnswers> = fc.record({
  name: fc.constant('order'),
  description,
  fields: fc
    .uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 })
    .chain(names =>
      fc.tuple(
        ...names.map(name =>
          fc
            .record({ type: fc.constantFrom(...FIELD_TYPES), description })
            .map(rest => ({ name, ...rest, ...LIMITS[rest.type] })),
        ),
      ),
    ),
});

function files(answers: ResourceAnswers) {
  const composition = {
    patterns: [],
    service: {
      name: 'shop',
      names: namesOf('shop'),
      module: 'example.com/shop',
    },
    resources: settled(answers),
    upstreams: [],
    ports: ['watches'],
    config: [],
  } as unknown as Composition;
  const pack = { catalogue: { patterns: [], goldenPaths: [] } };
  const context = { composition, pack, params: {} } as unknown as EmitContext;
  return Object.values(TYPED_EMITTERS).flatMap(emit => emit(context));
}

const safe = (text: string) => {
  try {
    return settled({
      name: 'order',
      description: text,
      fields: [{ name: 'a', type: 'text' }],
    });
  } catch {
    return undefined;
  }
};

describe('emitters under hostile descriptions and names', () => {
  const valid = resource.filter(
    ({ description: about, fields }) =>
      safe(about ?? '') !== undefined &&
      fields.every(field => safe(field.description ?? '') !== undefined),
  );

  it('write Go that gofmt accepts and leaves alone', () => {
    fc.assert(
      fc.property(valid, answers => {
        const formatted = files(answers)
          .filter(({ path }) => path.endsWith('.go'))
          .map(({ path, content }) => gofmt(content, path));
        expect(formatted.map(text => gofmt(text, 'again.go'))).toEqual(
          formatted,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('write a contract that says what was said', () => {
    fc.assert(
      fc.property(valid, answers => {
        const contract = files(answers).find(
          ({ path }) => path === 'api/openapi.yaml',
        );
        const about = settled(answers)[0]?.description || undefined;
        const read = parse(contract?.content ?? '');
        expect(read.components.schemas.Order.description).toBe(about);
      }),
      { numRuns: 100 },
    );
  });

  it('write SQL whose statements end where goose takes them to end', () => {
    fc.assert(
      fc.property(valid, answers => {
        const migration = files(answers).find(({ path }) =>
          path.endsWith('init.sql'),
        );
        const comments = (migration?.content ?? '')
          .split('\n')
          .filter(line => line.startsWith('COMMENT ON'));
        expect(
          comments.filter(line => !line.endsWith("';") || line.includes('--')),
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
