import fc from 'fast-check';
import {
  answersSchema,
  FIELD_TYPES,
  resourceAnswersSchema,
  type FieldAnswers,
  type ResourceAnswers,
} from '../answers';
import type { Problem, Resource } from '../composition';
import { resolveResources } from './resolveResources';

const reserved = { packages: ['health', 'page'], types: ['Wiring'] };

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.constantFrom(
    '../../etc/passwd',
    '${{ secrets.TOKEN }}',
    '"; DROP TABLE orders; --',
    "it's",
    'line\nbreak',
    'a\u0000b',
    '🛒'.repeat(20),
    '<script>alert(1)</script>',
    '*/ package evil',
    '- yaml: [',
    'constructor',
    '__proto__',
    'type',
    'func',
    'select',
    'nil',
    'con',
    'order',
    'orders',
    'api_key',
    'apikey',
    'created_at',
    'x'.repeat(10_000),
  ),
);
const near = fc.stringMatching(/^[a-z]{1,4}([-_][a-z0-9]{1,3}){0,2}$/);
const name = fc.oneof(near, near, hostileText);
const short = (max: number) => name.map(text => text.slice(0, max));
const value = fc.oneof(
  hostileText.map(text => text.slice(0, 1000)),
  fc.double(),
  fc.integer(),
  fc.boolean(),
);

const fieldAnswers: fc.Arbitrary<FieldAnswers> = fc.record(
  {
    name: short(63),
    type: fc.constantFrom(...FIELD_TYPES),
    description: hostileText.map(text => text.slice(0, 500)),
    required: fc.boolean(),
    unique: fc.boolean(),
    default: value,
    minLength: fc.nat(300),
    maxLength: fc.integer({ min: 1, max: 3000 }),
    format: fc.constantFrom('email' as const, 'url' as const),
    min: fc.oneof(fc.double(), fc.integer(), short(40)),
    max: fc.oneof(fc.double(), fc.integer(), short(40)),
    precision: fc.integer({ min: 1, max: 38 }),
    scale: fc.integer({ min: 0, max: 38 }),
    values: fc.array(short(63), { minLength: 1, maxLength: 5 }),
    items: fc.constantFrom('text' as const, 'integer' as const),
    maxItems: fc.integer({ min: 1, max: 1000 }),
    resource: short(63),
    onDelete: fc.constantFrom(
      'refuse' as const,
      'cascade' as const,
      'clear' as const,
    ),
  },
  { requiredKeys: ['name', 'type'] },
);

const resourceAnswers: fc.Arbitrary<ResourceAnswers> = fc.record(
  {
    name: short(40),
    plural: short(44),
    description: hostileText.map(text => text.slice(0, 500)),
    fields: fc.array(fieldAnswers, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['name', 'fields'] },
);

describe('resolveResources under hostile answers', () => {
  it('never throws: problems that say what to do, or valid resources', () => {
    fc.assert(
      fc.property(
        fc.array(resourceAnswers, { minLength: 1, maxLength: 4 }),
        resources => {
          const before = JSON.stringify(resources);
          const result = resolveResources({ resources }, { reserved });
          expect(JSON.stringify(resources)).toBe(before);
          expect(result.problems.filter(isUnhelpful)).toEqual([]);
          expect(result.resources.filter(isUnsafe)).toEqual([]);
          expect(result.problems.length === 0).toBe(
            result.problems.length === 0 &&
              result.resources.length === resources.length,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('offers mends that keep to the schema', () => {
    fc.assert(
      fc.property(resourceAnswers, resource => {
        fc.pre(resourceAnswersSchema.safeParse(resource).success);
        const answers = { resources: [resource] };
        for (const { mends } of resolveResources(answers, { reserved })
          .problems) {
          for (const mend of mends) {
            const mended = structuredClone(answers);
            if (mend.kind === 'set') {
              assign(mended, mend.path, mend.value);
            }
            const parsed = answersSchema.shape.resources.safeParse(
              mended.resources,
            );
            expect(parsed.error?.message ?? '').toBe('');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function isUnhelpful({ path, message, advice }: Problem): boolean {
  return (
    path[0] !== 'resources' ||
    message.length > 400 ||
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f]/.test(message) ||
    !advice.endsWith('.')
  );
}

function isUnsafe({ names, description, fields }: Resource): boolean {
  return (
    !/^[a-z][a-z0-9]*$/.test(names.singular.flat) ||
    /[\r\n]/.test(description) ||
    fields.some(
      field =>
        !/^[a-z][a-z0-9_]{0,62}$/.test(field.column) ||
        /[\r\n]/.test(field.description),
    )
  );
}

function assign(
  root: object,
  path: readonly (string | number)[],
  content: unknown,
): void {
  const last = path.at(-1);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>(
      (node, key) => (node as Record<string | number, unknown>)[key],
      root,
    );
  if (last !== undefined) {
    (holder as Record<string | number, unknown>)[last] = content;
  }
}
