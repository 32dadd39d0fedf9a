import fc from 'fast-check';
import {
  FIELD_TYPES,
  type Answers,
  type FieldAnswers,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { published } from '../matrix/configurations';
import { SHAPES, UPSTREAMS } from '../matrix/shapes';
import { orderAnswers } from '../support/answers';
import { name, nearName, prose } from './texts';

type Edit = (answers: unknown) => void;

/** Valid answers that the hostile ones begin with. */
const valid: fc.Arbitrary<Answers> = fc
  .constantFrom(
    orderAnswers().resources,
    ...SHAPES.map(({ resources }) => [...resources]),
  )
  .chain(resources =>
    fc.constantFrom<Answers>(
      { ...orderAnswers(), resources },
      {
        ...orderAnswers(),
        resources,
        patterns: { calls: ['typed-clients'] },
        upstreams: [...UPSTREAMS],
      },
      {
        ...orderAnswers(),
        goldenPath: 'go-api-gateway',
        resources: [],
        ...published(resources),
      },
      {
        ...orderAnswers(),
        goldenPath: 'go-api-gateway',
        resources: [],
        ...published(resources, ['grpc', 'grpc']),
      },
    ),
  );

/** A value that no answer expects, or nearly does. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 4, arbitrary: prose },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.integer({ min: -5, max: 50 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      null,
      NaN,
      Infinity,
      -0,
      1e308,
      2 ** 53,
      [],
      {},
      [[]],
      'x'.repeat(100_000),
      Array(1000).fill('x'),
      JSON.parse('{"__proto__": {"polluted": true}}'),
    ),
  },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
);

/** A change of one place: another value, none, a twin, or a key more. */
const edit: fc.Arbitrary<Edit> = fc
  .record({
    at: fc.nat(),
    value,
    change: fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'add'),
    key: fc.oneof(
      name,
      fc.constantFrom('plural', 'description', 'unique', 'sortable'),
    ),
  })
  .map(({ at, value: content, change, key }) => (answers: unknown) => {
    const places = placesOf(answers);
    const place = places[at % places.length];
    if (!place) return;
    const [holder, last] = place;
    if (change === 'replace') holder[last] = structuredClone(content);
    if (change === 'remove') delete holder[last];
    if (change === 'add') holder[key] = content;
    if (change === 'repeat' && Array.isArray(holder)) {
      holder.push(structuredClone(holder[Number(last)]));
    }
  });

/** Answers with a few places changed; most are to be refused. */
export const brokenAnswers: fc.Arbitrary<unknown> = fc
  .tuple(valid, fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([start, edits]) => {
    const answers = structuredClone(start);
    for (const change of edits) change(answers);
    return answers;
  });

const field: fc.Arbitrary<FieldAnswers> = fc
  .record({
    name: nearName,
    type: fc.constantFrom(...FIELD_TYPES),
    description: fc.option(prose, { nil: undefined }),
    required: fc.boolean(),
    values: fc.uniqueArray(nearName, { minLength: 1, maxLength: 4 }),
  })
  .map(({ values, type, ...rest }) => ({
    ...rest,
    type,
    name: rest.name.replaceAll('-', '_'),
    ...(type === 'enum' ? { values } : {}),
  }));

const resource: fc.Arbitrary<ResourceAnswers> = fc.record({
  name: nearName,
  description: prose,
  fields: fc.uniqueArray(field, {
    minLength: 1,
    maxLength: 4,
    selector: each => each.name,
  }),
});

/** Answers whose every text is hostile; some can be carried, the others not. */
export const hostileAnswers: fc.Arbitrary<unknown> = fc
  .record({
    name: fc.oneof(fc.constantFrom('orders', 'a', 'test', 'go'), nearName),
    title: fc.option(prose, { nil: undefined }),
    description: fc.option(prose, { nil: undefined }),
    system: fc.constantFrom(undefined, 'shop', 'a.b_c', 'NO', '1e3', 'null'),
    createSystem: fc.boolean(),
    resources: fc.uniqueArray(resource, {
      minLength: 1,
      maxLength: 3,
      selector: each => each.name,
    }),
  })
  .map(({ resources, ...service }) => ({
    ...orderAnswers(),
    service: { ...orderAnswers().service, ...service },
    resources: resources.map(each => ({
      ...each,
      fields: each.fields.map(one =>
        one.type === 'reference'
          ? { ...one, required: false, resource: each.name }
          : one,
      ),
    })),
  }));

/** Every place of a value, by what holds it and the key. */
function placesOf(
  root: unknown,
): [Record<string | number, unknown>, string | number][] {
  if (typeof root !== 'object' || root === null) return [];
  const holder = root as Record<string | number, unknown>;
  return Object.keys(holder).flatMap(key => [
    [holder, key] as [Record<string | number, unknown>, string | number],
    ...placesOf(holder[key]),
  ]);
}
