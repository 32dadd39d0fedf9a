import fc from 'fast-check';
import { golden } from './__testUtils__/golden';

// Composing for the first time loads the pack, which takes seconds on a busy machine.
jest.setTimeout(120_000);

const GOLDEN_PATHS = [
  'go-api-gateway',
  'go-grpc-service',
  'go-rest-service',
  'go-rest-service-minimal',
];

/** The part of `options --json` that choices follow from. */
interface Options {
  readonly groups: readonly {
    readonly id: string;
    readonly choose: 'fixed' | 'one' | 'any';
    readonly choices: readonly { readonly id: string }[];
  }[];
  readonly fixed: readonly string[];
  readonly requires: readonly {
    readonly id: string;
    readonly patterns: readonly string[];
  }[];
  readonly exclusions: readonly { readonly patterns: readonly string[] }[];
  readonly upstreams: {
    readonly usedBy: readonly string[];
    readonly publishedBy: readonly string[];
  };
  readonly ports: readonly {
    readonly cardinality: '1' | '?' | '*';
    readonly providers: readonly string[];
    readonly readers: readonly string[];
  }[];
}

/** Chosen patterns made valid by nothing but what the options tell. */
function settle(options: Options, drawn: ReadonlySet<string>): Set<string> {
  const offered = new Set(
    options.groups.flatMap(({ choices }) => choices.map(({ id }) => id)),
  );
  const singles = options.groups.filter(({ choose }) => choose === 'one');
  const chosen = new Set(drawn);
  const there = (id: string) => chosen.has(id) || options.fixed.includes(id);
  // What brings another may want a third, or be what a fourth goes without.
  for (let before = ''; before !== [...chosen].join(); ) {
    before = [...chosen].join();
    for (const { patterns } of options.exclusions) {
      if (patterns.every(there)) chosen.delete(patterns[0]!);
    }
    for (const { id, patterns } of options.requires) {
      if (!chosen.has(id)) continue;
      if (patterns.every(each => there(each) || offered.has(each))) {
        patterns.filter(each => !there(each)).forEach(each => chosen.add(each));
      } else {
        chosen.delete(id);
      }
    }
    for (const { cardinality, providers, readers } of options.ports) {
      const reader = readers.find(each => chosen.has(each));
      if (cardinality === '?' || !reader || providers.some(there)) continue;
      const provider = providers.find(each => offered.has(each));
      const single = singles.some(({ choices }) =>
        choices.some(({ id }) => id === provider),
      );
      if (provider && !single) chosen.add(provider);
      else chosen.delete(reader);
    }
  }
  return chosen;
}

function answersOf(id: string, options: Options, chosen: ReadonlySet<string>) {
  const resource = { name: 'note', fields: [{ name: 'title', type: 'text' }] };
  const keeps = options.fixed.includes('resources');
  const isIn = (each: string) =>
    chosen.has(each) || options.fixed.includes(each);
  const { usedBy, publishedBy } = options.upstreams;
  const streams = [
    { path: '/notes/{id}/events', protocol: 'sse' },
    { path: '/note-talk', protocol: 'websocket' },
  ];
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: id,
    service: {
      name: 'notes',
      owner: 'group:default/team',
      module: 'example.com/notes',
    },
    patterns: Object.fromEntries(
      options.groups
        .filter(({ choose }) => choose !== 'fixed')
        .map(({ id: group, choose, choices }) => {
          const ids = choices.map(each => each.id);
          const ours = ids.filter(each => chosen.has(each));
          return [group, choose === 'one' ? ours[0] : ours];
        }),
    ),
    resources: keeps ? [resource] : [],
    ...(usedBy.some(isIn) && {
      upstreams: [
        {
          name: 'sellers',
          resources: [resource],
          ...(publishedBy.some(isIn) && { streams }),
        },
      ],
    }),
  };
}

describe('options --json', () => {
  it.each(GOLDEN_PATHS)(
    'are enough for a program to draw valid answers of %s',
    async id => {
      const { out } = await golden(['options', id, '--json']);
      const options: Options = JSON.parse(out);
      const drawn = fc
        .tuple(
          ...options.groups.map(({ choose, choices }) => {
            const ids = choices.map(each => each.id);
            if (ids.length === 0) return fc.constant<string[]>([]);
            return choose === 'one'
              ? fc.constantFrom(...ids).map(only => [only])
              : fc.subarray(ids);
          }),
        )
        .map(groups => new Set(groups.flat()));
      await fc.assert(
        fc.asyncProperty(drawn, async chosen => {
          const answers = answersOf(id, options, settle(options, chosen));
          const told = await golden(['validate', '-'], JSON.stringify(answers));
          expect(told).toEqual({ code: 0, out: '-: ok\n', err: '' });
        }),
        { numRuns: 20 },
      );
    },
  );
});
