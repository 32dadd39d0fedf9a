// The product's guide and the docs of a created service, rendered as TechDocs
// does it, with every link followed; and what the guide shows of files held
// against their schemas.
import assert from 'node:assert/strict';
import { cp, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import {
  goldenPathSchema,
  patternManifestSchema,
  profileSchema,
} from '@golden-path/backstage-plugin-golden-path-common';
import { parse, parseAllDocuments } from 'yaml';
import { inFolder } from '../support/folders';
import { installMkdocs } from '../support/mkdocs';
import { run } from '../support/processes';

const ROOT = dirname(dirname(__dirname));

let mkdocs = '';
before(async () => {
  mkdocs = join(await installMkdocs(), 'mkdocs');
});

/** Renders the docs of a folder; a link that leads nowhere is an error. */
async function rendered(folder: string, to: string): Promise<string[]> {
  const args = ['build', '--strict', '--site-dir', to];
  const { code, stdout, stderr } = await run(mkdocs, args, { cwd: folder });
  assert.equal(code, 0, `${stdout}${stderr}`);
  return readdir(to);
}

describe('TechDocs', () => {
  it('render the guide that catalog-info.yaml refers to', () =>
    inFolder(async folder => {
      const text = await readFile(join(ROOT, 'catalog-info.yaml'), 'utf8');
      const [reference, ...others] = parseAllDocuments(text).flatMap(
        each =>
          each.toJS().metadata.annotations?.['backstage.io/techdocs-ref'] ?? [],
      );
      assert.deepEqual(others, []);
      assert.match(reference, /^dir:/);
      const docs = join(ROOT, reference.slice('dir:'.length));
      const pages = await rendered(docs, join(folder, 'site'));
      const written = await readdir(join(docs, 'guide'));
      for (const page of written) {
        const place = page === 'index.md' ? 'index.html' : page.slice(0, -3);
        assert.ok(pages.includes(place), `${page} is in no menu`);
      }
    }));

  it('render what a created service says of itself', () =>
    inFolder(async folder => {
      const service = join(folder, 'orders');
      const golden = join(ROOT, 'test/golden/orders');
      for (const name of ['mkdocs.yml', 'docs']) {
        await cp(join(golden, name), join(service, name), { recursive: true });
      }
      const pages = await rendered(service, join(folder, 'site'));
      assert.ok(pages.includes('runbook') && pages.includes('adr'));
    }));

  const shown: [
    string,
    { parse(file: unknown): unknown },
    (file: unknown) => unknown,
  ][] = [
    ['pattern', patternManifestSchema, file => file],
    ['golden-path', goldenPathSchema, file => file],
    [
      'profile',
      profileSchema,
      file => (file as { goldenPath: { profile: unknown } }).goldenPath.profile,
    ],
  ];
  for (const [page, schema, part] of shown) {
    it(`show a file on the page '${page}' that its schema takes`, async () => {
      const path = join(ROOT, 'docs/guide', `${page}.md`);
      const text = await readFile(path, 'utf8');
      const files = [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)]
        .map(match => parse(match[1] ?? ''))
        .filter(file => page === 'profile' || file.id !== undefined);
      assert.equal(files.length, 1);
      schema.parse(part(files[0]));
    });
  }
});
