import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPack } from './loadPack';
import { locatePack } from './locatePack';
import { formatPackProblem, PackError } from './packError';

// Each test reads a whole pack, which takes seconds beside other work.
jest.setTimeout(30_000);

/** What is wrong with a copy of the pack after one file is changed. */
async function problemsAfter(
  file: string,
  change: (text: string) => string,
): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'pack-'));
  try {
    await cp(locatePack(), root, { recursive: true });
    const path = join(root, file);
    const before = await readFile(path, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
    await loadPack(root);
    return [];
  } catch (error) {
    if (error instanceof PackError)
      return error.problems.map(formatPackProblem);
    throw error;
  } finally {
    await rm(root, { recursive: true });
  }
}

describe('loadPack', () => {
  it('reads the pack that ships', async () => {
    const pack = await loadPack(locatePack());
    expect(pack.catalogue.goldenPaths.map(({ id }) => id)).toContain(
      'go-rest-service',
    );
    expect(pack.sources.size).toBeGreaterThan(100);
  });

  it('names what a folder lacks to be a pack', async () => {
    const error = await loadPack(join(locatePack(), 'go-rest-service')).catch(
      thrown => thrown,
    );
    expect(error).toBeInstanceOf(PackError);
    expect(error.problems.map(formatPackProblem)).toEqual([
      expect.stringMatching(/^patterns: is no folder\. Name the folder of/),
    ]);
  });

  it.each([
    [
      'an icon that is a picture and no name',
      'go-rest-service/golden-path.yaml',
      (text: string) => text.replace(/^icon: .*$/m, 'icon: <svg/>'),
      /^go-rest-service\/golden-path\.yaml:\d+:7: icon: is no name of an icon\. /,
    ],
    [
      'an unknown key',
      'patterns/chi/pattern.yaml',
      (text: string) => `${text}colour: red\n`,
      /^patterns\/chi\/pattern\.yaml:\d+:9: colour: is no known key\. Remove it/,
    ],
    [
      'a wrong value',
      'patterns/chi/pattern.yaml',
      (text: string) => text.replace('ring: adopt', 'ring: love'),
      /^patterns\/chi\/pattern\.yaml:5:7: ring: is none of the values allowed\. Use adopt or/,
    ],
    [
      'a path outside',
      'patterns/chi/pattern.yaml',
      (text: string) => text.replace('source: chi/router', 'source: ../chi'),
      /^patterns\/chi\/pattern\.yaml:\d+:13: packages\[0\]\.source: is not a relative path/,
    ],
    [
      'a source that is not there',
      'patterns/chi/pattern.yaml',
      (text: string) =>
        text.replace('source: chi/router', 'source: chi/rooter'),
      /^patterns\/chi\/pattern\.yaml: packages: 'chi\/rooter' holds no file/,
    ],
    [
      'a region that Go does not have',
      'patterns/chi/pattern.yaml',
      (text: string) => text.replace(/func: \w+/, 'func: handle'),
      /^patterns\/chi\/pattern\.yaml: regions: tells of region handle \(transport, service\), which is not in Go/,
    ],
    [
      'a port that a region reads and the manifest hides',
      'patterns/pgx/pattern.yaml',
      (text: string) => text.replace(', pool]', ']'),
      /^patterns\/pgx\/pattern\.yaml: requires\.ports: lacks 'pool', which a region reads\. Add 'pool'/,
    ],
    [
      'Go that is younger than its facts',
      'patterns/chi/router/router.go',
      (text: string) => `${text}\n// younger\n`,
      /^patterns\/facts\.json: files\["chi\/router\/router\.go"\]: is older than the file/,
    ],
    [
      'a golden path with an unknown pattern',
      'go-rest-service/golden-path.yaml',
      (text: string) => text.replace('[chi, net-http,', '[chi, gorilla,'),
      /^go-rest-service\/golden-path\.yaml: offers\.router: there is no pattern 'gorilla'/,
    ],
    [
      'facts that are no JSON',
      'patterns/facts.json',
      (text: string) => text.slice(1),
      /^patterns\/facts\.json: is no JSON/,
    ],
  ])('names file and field for %s', async (_, file, change, expected) => {
    const [first] = await problemsAfter(file, change);
    expect(first).toMatch(expected);
  });
});
