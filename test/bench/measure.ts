import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composing, templating } from './contenders';

/** Prints the milliseconds of each run of one contender as JSON. */
async function measure(name: string, runs: number): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const contender = name === 'compose' ? composing : await templating(home);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      await contender(join(home, `out-${run}`));
      times.push(performance.now() - start);
    }
    process.stdout.write(JSON.stringify(times));
  } finally {
    await rm(home, { recursive: true });
  }
}

measure(process.argv[2] ?? '', Number(process.argv[3])).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
