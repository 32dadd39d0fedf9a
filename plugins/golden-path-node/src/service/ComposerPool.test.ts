import { parseAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { locatePack } from '../pack';
import { Composer } from './Composer';
import { ComposerPool } from './ComposerPool';

const GOLDEN = resolvePath(
  __dirname,
  '../../../../test/golden/orders.answers.yaml',
);
const golden = parseAnswers(readFileSync(GOLDEN, 'utf8')).value!;
const named = (name: string): Answers => ({
  ...golden,
  service: { ...golden.service, name },
});

const read = (sent: Uint8Array): PreviewResponse =>
  JSON.parse(gunzipSync(sent).toString());

jest.setTimeout(60_000);

describe('a pool of threads that compose', () => {
  const packs = { directories: [locatePack()] };
  let pool: ComposerPool;
  beforeAll(async () => {
    pool = await ComposerPool.start(packs, { threads: 1, queue: 1 });
    await pool.compose(golden);
  });
  afterAll(() => pool.stop());

  it('gives the bytes that composing in place gives', async () => {
    const composer = await Composer.load(packs.directories);
    expect(pool.packs()).toEqual(composer.packs());
    expect(await pool.preview(golden)).toEqual(await composer.preview(golden));
    expect(await pool.compose(golden)).toEqual(await composer.compose(golden));
  });

  it('shows in a preview what it composes', async () => {
    const { preview } = read(await pool.preview(named('shown')));
    const { tree, listing } = await pool.compose(named('shown'));
    expect(preview?.hash).toBe(tree.hash);
    expect(preview?.files).toEqual(listing);
  });

  it('composes once for all who ask for the same', async () => {
    const [first, second] = await Promise.all([
      pool.compose(named('same')),
      pool.compose(named('same')),
    ]);
    expect(second).toBe(first);
    expect(await pool.compose(named('same'))).toBe(first);
    const [shown, again] = await Promise.all([
      pool.preview(named('same')),
      pool.preview(named('same')),
    ]);
    expect(again).toBe(shown);
    expect(await pool.preview(named('same'))).toBe(shown);
  });

  it('says what is wrong with answers', async () => {
    const wrong = { ...golden, goldenPath: 'nowhere' };
    const { preview, problems } = read(await pool.preview(wrong));
    expect(preview).toBeUndefined();
    expect(problems[0]?.path).toEqual(['goldenPath']);
    await expect(pool.compose(wrong)).rejects.toThrow(/^goldenPath /);
  });

  it('refuses one more than may wait, and composes the others', async () => {
    const accepted = [
      pool.compose(named('first')),
      pool.compose(named('next')),
    ];
    await expect(pool.compose(named('more'))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: '1 compositions wait already; try again in a few seconds',
    });
    const names = (await Promise.all(accepted)).map(
      ({ composition }) => composition.service.name,
    );
    expect(names).toEqual(['first', 'next']);
  });

  it('makes room when somebody who waits gives up', async () => {
    const abort = new AbortController();
    const busy = pool.compose(named('busy'));
    const waits = pool.compose(named('gone'), { signal: abort.signal });
    abort.abort(new Error('closed the page'));
    await expect(waits).rejects.toThrow('closed the page');
    const { composition } = await pool.compose(named('here'));
    expect(composition.service.name).toBe('here');
    await busy;
  });

  it('goes on for others when one of them gives up', async () => {
    const abort = new AbortController();
    const busy = pool.compose(named('busy-too'));
    const gone = pool.compose(named('wanted'), { signal: abort.signal });
    const stays = pool.compose(named('wanted'));
    abort.abort();
    await expect(gone).rejects.toThrow(/aborted/);
    expect((await stays).composition.service.name).toBe('wanted');
    await busy;
  });

  it('does not start with a broken pack', async () => {
    await expect(
      ComposerPool.start({ directories: [__dirname] }),
    ).rejects.toThrow(__dirname);
  });
});
