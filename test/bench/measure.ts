import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Does the whole work once, into a folder that does not exist. */
export type Contender = (target: string) => Promise<void>;

/**
 * Prints the milliseconds of each run of a contender as JSON. The arguments of
 * the process are a folder to work in and the number of runs.
 */
export async function measure(
  contenderIn: (home: string) => Promise<Contender>,
): Promise<void> {
  const [home = '', runs] = process.argv.slice(2);
  const contender = await contenderIn(home);
  const times: number[] = [];
  for (let run = 0; run < Number(runs); run += 1) {
    const target = join(home, 'out');
    const start = performance.now();
    await contender(target);
    times.push(performance.now() - start);
    await rm(target, { recursive: true });
  }
  process.stdout.write(JSON.stringify(times));
}
