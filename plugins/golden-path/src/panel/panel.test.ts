import type {
  Preview,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { fileChanges } from './fileChanges';
import { fileTree, matching, onlyChanged, visibleRows } from './fileTree';
import { treeMove } from './treeKeys';

const file = (path: string, digest = '1'): PreviewFile => ({
  path,
  digest,
  size: 10,
  class: 'verbatim',
  pattern: path.endsWith('.go') ? 'chi' : 'container',
  contributors: [],
  executable: false,
});
const preview = (hash: string, files: PreviewFile[]): Preview => ({
  hash,
  files,
  topology: { boxes: [], nodes: [], edges: [] },
  entities: [],
});
const before = preview('a', [
  file('Makefile'),
  file('Dockerfile'),
  file('internal/platform/router/router.go'),
]);
const current = preview('b', [
  file('Makefile', '2'),
  file('internal/platform/limit/limit.go'),
  file('internal/platform/router/router.go'),
]);

describe('the last choice', () => {
  it('has changed nothing in the first preview', () => {
    expect(fileChanges({ current })).toMatchObject({ added: 0, changed: 0 });
  });

  it('added, changed and removed files', () => {
    const changes = fileChanges({ current, before });
    expect([...changes.of]).toEqual([
      ['Makefile', 'changed'],
      ['internal/platform/limit/limit.go', 'added'],
      ['Dockerfile', 'removed'],
    ]);
    expect(changes.removed).toEqual([file('Dockerfile')]);
  });
});

describe('the tree', () => {
  const changes = fileChanges({ current, before });
  const tree = fileTree([...current.files, ...changes.removed], changes.of);
  const names = (rows: ReturnType<typeof visibleRows>) =>
    rows.map(({ level, node }) => `${level} ${node.name}`);

  it('joins folders that hold one folder only and sums what is below', () => {
    expect(names(visibleRows(tree, () => true))).toEqual([
      '1 internal/platform/',
      '2 limit/',
      '3 limit.go',
      '2 router/',
      '3 router.go',
      '1 Dockerfile',
      '1 Makefile',
    ]);
    expect(tree[0]).toMatchObject({ files: 2, added: 1, changed: 0 });
    expect(tree[1]).toMatchObject({ files: 0, removed: 1 });
  });

  it('can be cut to what changed and to what is looked for', () => {
    expect(names(visibleRows(onlyChanged(tree), () => true))).toEqual([
      '1 internal/platform/',
      '2 limit/',
      '3 limit.go',
      '1 Dockerfile',
      '1 Makefile',
    ]);
    expect(
      names(visibleRows(matching(tree, 'chi router'), () => true)),
    ).toEqual(['1 internal/platform/', '2 router/', '3 router.go']);
  });

  it('is walked by keys', () => {
    const rows = visibleRows(tree, node => node.path === 'internal/platform/');
    const move = (path: string, key: string) => treeMove(rows, path, key);
    expect(move('internal/platform/', 'ArrowDown')).toEqual({
      focus: 'internal/platform/limit/',
    });
    expect(move('internal/platform/', 'ArrowLeft')).toEqual({
      toggle: 'internal/platform/',
    });
    expect(move('internal/platform/limit/', 'ArrowRight')).toEqual({
      toggle: 'internal/platform/limit/',
    });
    expect(move('internal/platform/limit/', 'ArrowLeft')).toEqual({
      focus: 'internal/platform/',
    });
    expect(move('Makefile', 'Home')).toEqual({ focus: 'internal/platform/' });
    expect(move('Makefile', 'x')).toBeUndefined();
  });
});
