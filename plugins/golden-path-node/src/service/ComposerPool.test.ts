import { parseAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
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
    expect(await pool.evaluate(golden)).toEqual(
      await composer.evaluate(golden),
    );
  });

  it('composes once for all who ask for the same', async () => {
    const [first, second] = await Promise.all([
      pool.compose(named('same')),
      pool.compose(named('same')),
    ]);
    expect(second).toBe(first);
    expect(await pool.compose(named('same'))).toBe(first);
  });

  it('says what is wrong with answers', async () => {
    const wrong = { ...golden, goldenPath: 'nowhere' };
    const { composed, resolution } = await pool.evaluate(wrong);
    expect(composed).toBeUndefined();
    expect(resolution.problems[0]?.path).toEqual(['goldenPath']);
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
