import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from './writeTree';

function tree(paths: Record<string, string>): FileTree {
  return {
    hash: '',
    files: Object.entries(paths).map(([path, content]) => ({
      path,
      content,
      class: 'verbatim',
      pattern: 'test',
      contributors: [],
      executable: path.endsWith('.sh'),
    })),
  };
}

const SMALL = tree({ 'a/b.txt': 'b', 'run.sh': '#!/bin/sh\n' });

describe('writeTree', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'write-tree-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('writes files with their modes and leaves nothing else', async () => {
    const target = join(home, 'orders');
    await expect(writeTree(SMALL, target)).resolves.toBe('written');
    await expect(readFile(join(target, 'a/b.txt'), 'utf8')).resolves.toBe('b');
    expect((await stat(join(target, 'run.sh'))).mode & 0o111).toBe(0o111);
    expect((await stat(join(target, 'a/b.txt'))).mode & 0o111).toBe(0);
    await expect(readdir(home)).resolves.toEqual(['orders']);
  });

  it('fills an empty folder and leaves the same files as they are', async () => {
    const target = join(home, 'orders');
    await mkdir(target);
    await expect(writeTree(SMALL, target)).resolves.toBe('written');
    await expect(writeTree(SMALL, target)).resolves.toBe('unchanged');
  });

  it('keeps the folder that a shell stands in', async () => {
    const before = process.cwd();
    const { ino } = await stat(home);
    process.chdir(home);
    try {
      await writeTree(SMALL, '.');
      expect((await stat(home)).ino).toBe(ino);
      expect((await readdir(home)).sort()).toEqual(['a', 'run.sh']);
    } finally {
      process.chdir(before);
    }
  });

  it.each([
    ['other content', { 'mine.txt': 'mine' }, 'it has no file a/b.txt'],
    ['edited files', { 'a/b.txt': 'edited' }, 'a/b.txt differs'],
  ])('refuses a folder with %s and keeps it', async (_, files, reason) => {
    const target = join(home, 'orders');
    await writeTree(tree(files), target);
    const before = await readdir(target, { recursive: true });
    await expect(writeTree(SMALL, target)).rejects.toThrow(
      `is not empty: ${reason}`,
    );
    await expect(readdir(target, { recursive: true })).resolves.toEqual(before);
  });

  it('refuses a link, a file, a missing parent and a place outside', async () => {
    await mkdir(join(home, 'real'));
    await symlink(join(home, 'real'), join(home, 'link'));
    await writeFile(join(home, 'file'), '');
    await expect(writeTree(SMALL, join(home, 'link'))).rejects.toThrow(
      'is a link',
    );
    await expect(writeTree(SMALL, join(home, 'file'))).rejects.toThrow(
      'is no folder',
    );
    await expect(writeTree(SMALL, join(home, 'no/x'))).rejects.toThrow(
      'does not exist',
    );
    const within = join(home, 'real');
    await expect(
      writeTree(SMALL, join(within, '../x'), { within }),
    ).rejects.toThrow('lies outside');
    await symlink(home, join(within, 'up'));
    await expect(
      writeTree(SMALL, join(within, 'up/x'), { within }),
    ).rejects.toThrow('lies outside');
    await expect(readdir(join(home, 'real'))).resolves.toEqual(['up']);
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a\\b', '.git/hooks/x'])(
    'refuses the path %s',
    async path => {
      const target = join(home, 'orders');
      await expect(writeTree(tree({ [path]: '' }), target)).rejects.toThrow(
        'cannot write',
      );
      await expect(readdir(home)).resolves.toEqual([]);
    },
  );

  it('leaves nothing behind when it is aborted on the way', async () => {
    const many = tree(
      Object.fromEntries(
        Array.from({ length: 400 }, (_, i) => [`f${i}`, 'x'.repeat(1000)]),
      ),
    );
    const controller = new AbortController();
    const writing = writeTree(many, join(home, 'orders'), {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('stopped')), 3);
    await expect(writing).rejects.toThrow('stopped');
    await expect(readdir(home)).resolves.toEqual([]);
  });
});
