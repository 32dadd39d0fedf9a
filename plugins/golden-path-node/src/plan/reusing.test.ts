import {
  namesOf,
  type Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { reusing } from './reusing';

function composition(
  service: Partial<Composition['service']> = {},
  ...limits: number[]
): Composition {
  return {
    goldenPath: { id: 'path', version: '1.0.0' },
    service: {
      name: 'orders',
      names: namesOf('orders'),
      title: 'Orders',
      description: 'Orders',
      owner: 'group:default/shop',
      system: undefined,
      createSystem: false,
      lifecycle: 'production',
      module: 'example.com/orders',
      ...service,
    },
    patterns: [],
    upstreams: [],
    resources: limits.map((maxLength, index) => ({
      name: `thing-${index}`,
      names: namesOf(`thing-${index}`),
      description: '',
      fields: [
        {
          name: 'title',
          names: namesOf('title'),
          type: 'text',
          description: '',
          required: true,
          unique: false,
          sortable: false,
          maxLength,
          column: 'title',
        },
      ],
    })),
    ports: [],
    config: [],
    answers: {} as Composition['answers'],
  };
}

/** What is made of the compositions, one after the other, and how often it was made. */
function made(
  make: (input: Composition) => unknown,
  ...compositions: Composition[]
) {
  const spy = jest.fn(make);
  const again = reusing(spy);
  return { values: compositions.map(again), times: spy.mock.calls.length };
}

describe('reusing', () => {
  it('makes once what does not look at what changed', () => {
    const names = ({ resources }: Composition) =>
      resources.map(({ names: { plural } }) => plural.kebab).join();
    expect(
      made(
        names,
        composition({}, 1, 2),
        composition({ title: 'Other' }, 3, 4),
        composition({}, 3, 4, 5),
        composition({}, 1, 2),
      ),
    ).toEqual({
      values: [
        'thing-0s,thing-1s',
        'thing-0s,thing-1s',
        'thing-0s,thing-1s,thing-2s',
        'thing-0s,thing-1s',
      ],
      times: 2,
    });
  });

  it.each<[string, (input: Composition) => unknown]>([
    ['reads', ({ resources }) => resources[0]?.fields[0]?.maxLength],
    ['spreads', ({ ...all }) => JSON.parse(JSON.stringify(all.resources))],
    ['prints', input => JSON.stringify(input)],
    [
      'lists',
      ({ resources }) => resources.flatMap(each => Object.values(each)),
    ],
  ])('makes again what %s a field that changed', (_, make) => {
    const first = composition({}, 1);
    const second = composition({}, 2);
    const { values, times } = made(make, first, second, first);
    expect(times).toBe(3);
    expect(values).toEqual([make(first), make(second), make(first)]);
  });

  it('knows each way that a value was made', () => {
    const make = ({ service, ports }: Composition) =>
      service.createSystem ? service.system : ports.length;
    const joins = composition();
    const brings = composition({ createSystem: true, system: 'shop' });
    const { values, times } = made(make, joins, brings, joins, brings);
    expect(values).toEqual([0, 'shop', 0, 'shop']);
    expect(times).toBe(2);
  });
});
