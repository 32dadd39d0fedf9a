import {
  jsonSchemaOf,
  JSON_SCHEMAS,
} from '@golden-path/backstage-plugin-golden-path-common';
import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { golden } from './__testUtils__/golden';

const ANSWERS = resolve(__dirname, '../../../test/golden/orders.answers.yaml');

// Composing for the first time loads the pack, which takes seconds on a busy machine.
jest.setTimeout(60_000);

describe('golden-path', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'cli-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  async function answersWith(old: string, next: string): Promise<string> {
    const file = join(home, 'answers.yaml');
    const text = await readFile(ANSWERS, 'utf8');
    expect(text).toContain(old);
    await writeFile(file, text.replace(old, next));
    return file;
  }

  it('lists patterns', async () => {
    const { code, out } = await golden(['patterns']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ROW +PATTERN/);
    expect(out).toMatch(/^A1 +chi /m);
    const { out: json } = await golden(['patterns', '--json']);
    expect(JSON.parse(json)[0]).toMatchObject({
      id: 'chi',
      goldenPaths: ['go-api-gateway', 'go-rest-service'],
    });
  });

  it('composes as an organisation settled', async () => {
    const profile = join(home, 'profile.yaml');
    await writeFile(profile, 'owners: [checkout]\nlicence: [Ours]\n');
    const target = join(home, 'orders');
    const args = [ANSWERS, '--profile', profile];
    expect((await golden(['validate', ...args])).code).toBe(0);
    expect((await golden(['compose', ...args, target])).code).toBe(0);
    const main = await readFile(join(target, 'cmd/orders/main.go'), 'utf8');
    expect(main).toMatch(/^\/\/ Ours\n/);
    await writeFile(profile, 'owners: [someone]\npatterns: { ci: jenkins }\n');
    const { code, err } = await golden(['validate', ...args]);
    expect(code).toBe(1);
    expect(err).toMatch(/profile\.yaml:2:\d+: patterns\.ci: names 'jenkins'/);
  });

  it('tells a program all that may be chosen', async () => {
    const { out } = await golden(['options', 'go-rest-service', '--json']);
    const options = JSON.parse(out);
    expect(options.groups).toContainEqual(
      expect.objectContaining({
        id: 'router',
        choose: 'one',
        default: ['chi'],
      }),
    );
    expect(options.ports).toContainEqual({
      name: 'pool',
      title: 'connections to PostgreSQL',
      cardinality: '1',
      scope: 'service',
      providers: ['postgres-pool'],
      readers: expect.arrayContaining(['pgx']),
      decorators: [],
    });
    expect(options.answers).toEqual(jsonSchemaOf('answers'));
  });

  it('says where the answers are wrong, and ends with 1', async () => {
    const file = await answersWith('type: decimal', 'type: money');
    const { code, err, out } = await golden(['validate', file]);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(
      /answers\.yaml:\d+:15: resources\[1\]\.fields\[2\]\.type: is none of the values allowed\. Use text or/,
    );
  });

  it('tells the same to machines', async () => {
    const file = await answersWith('router: chi', 'router: gorilla');
    const { code, out } = await golden(['validate', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [
        {
          file,
          line: 14,
          column: 11,
          path: ['patterns', 'router'],
          message: '"gorilla" is no choice of group \'router\'',
          mends: [
            { pattern: 'chi' },
            { pattern: 'net-http' },
            { pattern: 'echo' },
            { pattern: 'gin' },
          ],
        },
      ],
    });
  });

  it('reads standard input', async () => {
    const text = await readFile(ANSWERS, 'utf8');
    expect(await golden(['validate', '-'], text)).toMatchObject({
      code: 0,
      out: '-: ok\n',
    });
  });

  it('composes the same twice and then leaves the folder alone', async () => {
    const first = await golden(['compose', ANSWERS, join(home, 'a'), '--json']);
    const second = await golden([
      'compose',
      ANSWERS,
      join(home, 'b'),
      '--json',
    ]);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).hash).toBe(JSON.parse(second.out).hash);
    const again = await golden(['compose', ANSWERS, join(home, 'a')]);
    expect(again.out).toMatch(/^unchanged: \d+ files/);
  });

  it('writes nothing when the answers are wrong or the run is dry', async () => {
    const file = await answersWith('name: orders', 'name: ../orders');
    const wrong = await golden(['compose', file, join(home, 'out')]);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('service.name: "../orders" is no DNS label');
    const dry = await golden([
      'compose',
      ANSWERS,
      join(home, 'out'),
      '--dry-run',
    ]);
    expect(dry.out).toContain('internal/order/order.go\n');
    await expect(readdir(home)).resolves.toEqual(['answers.yaml']);
  });

  it('overwrites nothing', async () => {
    const { code, err } = await golden([
      'compose',
      ANSWERS,
      resolve(__dirname),
    ]);
    expect(code).toBe(1);
    expect(err).toContain('is not empty');
  });

  it.each([
    [['frobnicate']],
    [['compose', 'only-one']],
    [['topology', 'x', '--format', 'png']],
    [['schema', 'cake']],
  ])('ends with 2 on %j', async args => {
    const { code, err } = await golden(args);
    expect(code).toBe(2);
    expect(err).toContain('see golden-path --help');
  });

  it('tells its exit codes in the help', async () => {
    const { code, out } = await golden(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('something in the input is wrong');
  });

  it.each(JSON_SCHEMAS)('publishes the schema of %s as it is', async name => {
    const file = resolve(
      __dirname,
      `../../golden-path-common/schema/${name}.json`,
    );
    const { out } = await golden(['schema', name]);
    expect(await readFile(file, 'utf8')).toBe(out);
  });

  it.each(['svg', 'mermaid', 'markdown', 'ascii', 'json'])(
    'draws the topology of answers as %s',
    async format => {
      const args = ['topology', ANSWERS, '--format', format];
      const { code, out } = await golden(args);
      expect(code).toBe(0);
      expect(out).toMatch(/orders/i);
    },
  );

  it('colours the cards of a picture as it is told, and says so under it', async () => {
    const args = ['topology', ANSWERS, '--format', 'svg', '--theme', 'light'];
    const { out: byOwner } = await golden(args);
    expect(byOwner).toContain('>Owner<');
    expect(byOwner).not.toContain('prefers-color-scheme');
    const { out } = await golden([...args, '--colour', 'language']);
    expect(out).toContain('>Language<');
    expect((await golden([...args, '--colour', 'mood'])).code).toBe(2);
  });

  it('draws the topology of catalog files', async () => {
    const file = join(home, 'catalog-info.yaml');
    await writeFile(
      file,
      'kind: Component\nmetadata: { name: cart }\nspec: { type: service, owner: a, dependsOn: [resource:redis] }\n---\nkind: Resource\nmetadata: { name: redis }\nspec: { type: cache, owner: a }\n',
    );
    const { out } = await golden(['topology', file, '--format', 'json']);
    expect(out).toContain('resource:default/redis');
    await writeFile(file, 'kind: Component\n---\nkind: [\n');
    const broken = await golden(['topology', file]);
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(
      /catalog-info\.yaml:1:1: metadata: is no catalog entity/,
    );
  });

  describe('topology', () => {
    const SHARED = `
kind: Component
metadata: { name: orders }
spec: { type: service, owner: a, dependsOn: [resource:orders-db] }
---
kind: Component
metadata: { name: payments }
spec: { type: service, owner: b, dependsOn: [resource:orders-db] }
---
kind: Resource
metadata: { name: orders-db }
spec: { type: database, owner: a }
`;
    async function files() {
      const [before, after] = [join(home, 'old.yaml'), join(home, 'new.yaml')];
      await writeFile(before, SHARED);
      await writeFile(
        after,
        SHARED.replace(
          ', dependsOn: [resource:orders-db] }\n---\nkind: Res',
          ' }\n---\nkind: Res',
        ),
      );
      return { before, after };
    }

    it('tells what is worth a look, for people and for machines', async () => {
      const { before } = await files();
      const { out, code } = await golden(['topology', before, '--insights']);
      expect(code).toBe(0);
      expect(out).toMatch(
        /^high {4}Shared database: orders-db is used by orders/,
      );
      const json = ['--insights', '--format', 'json'];
      const machine = await golden(['topology', before, ...json]);
      expect(JSON.parse(machine.out)).toMatchObject([
        { rule: 'shared-database', severity: 'high' },
      ]);
    });

    it('tells how one became another', async () => {
      const { before, after } = await files();
      const args = ['topology', 'diff', before, after];
      const { out, code } = await golden(args);
      expect(code).toBe(0);
      expect(out).toMatch(/^1 change: 1 removed\n/);
      expect(out).toContain('- payments → orders-db: SQL');
      expect(out).toContain('gone: Shared database');
      const svg = await golden([...args, '--format', 'svg']);
      expect(svg.out).toMatch(/^<svg .*Difference/s);
      const json = await golden([...args, '--format', 'json']);
      expect(JSON.parse(json.out).edges.removed).toHaveLength(1);
    });

    it('compares two answers files', async () => {
      const file = await answersWith('name: orders', 'name: baskets');
      const { out } = await golden(['topology', 'diff', ANSWERS, file]);
      expect(out).toMatch(/^\d+ changes: /);
    });
  });

  it('never fails inside, whatever the answers are', async () => {
    const base = await readFile(ANSWERS, 'utf8');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(base.length),
        fc.nat(30),
        fc.string({ unit: 'binary', maxLength: 20 }),
        async (at, length, text) => {
          const broken = base.slice(0, at) + text + base.slice(at + length);
          const { code } = await golden(['validate', '-'], broken);
          expect([0, 1]).toContain(code);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('adopts a service that exists, and keeps what its catalog-info says', async () => {
    const golden_ = resolve(__dirname, '../../../test/golden/orders');
    const there = await golden(['adopt', golden_]);
    expect(there.code).toBe(0);
    expect(there.out).toMatch(/says all of this already/);
    expect(there.out).toMatch(
      /`internal\/[^`]+\.go:\d+` imports github\.com\/go-chi\/chi\/v5/,
    );

    await writeFile(join(home, 'go.mod'), 'module example.com/acme/billing\n');
    const unowned = await golden(['adopt', home]);
    expect(unowned.code).toBe(1);
    expect(unowned.err).toMatch(/owner: is not given.*name a group/s);
    const args = ['adopt', home, '--owner', 'team-a'];
    const shown = await golden([...args, '--json']);
    expect(JSON.parse(shown.out).catalogInfo.state).toBe('new');
    expect(await readdir(home)).toEqual(['go.mod']);
    await golden([...args, '--write']);
    const file = join(home, 'catalog-info.yaml');
    const written = await readFile(file, 'utf8');
    expect(written).toMatch(/name: billing/);
    await golden(['adopt', home, '--write']);
    expect(await readFile(file, 'utf8')).toBe(written);
    const nowhere = await golden(['adopt', join(home, 'nowhere')]);
    expect(nowhere.err).toMatch(/is no folder\. Name a checked-out repository/);
  });
});
