import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { fromDebian, onPath } from './debian';
import { freePort } from './ports';
import { endGracefully, killAtExit, runOrThrow } from './processes';
import { waitUntil } from './waiting';

/** A real Prometheus of its own, with data of its own. */
export interface Prometheus {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts Prometheus, scraping targets on this machine every second, each given by the
 * name of its job, and evaluating the files of rules as often.
 */
export async function startPrometheus(
  targets: Record<string, string>,
  rules: readonly string[] = [],
): Promise<Prometheus> {
  const command = await prometheusExecutable();
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-prometheus-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'prometheus.yml');
  await writeFile(
    config,
    stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: rules,
      scrape_configs: Object.entries(targets).map(([job, target]) => ({
        job_name: job,
        static_configs: [{ targets: [target] }],
      })),
    }),
  );
  const child = spawn(
    command,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  killAtExit(child);
  await waitUntil(
    'Prometheus is ready',
    async () => (await fetch(`${url}/-/ready`)).ok,
    30_000,
  );
  return {
    url,
    stop: async () => {
      await endGracefully(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the tool that checks and tests rules, which comes with Prometheus; throws with what it found. */
export async function promtool(...args: string[]): Promise<void> {
  await runOrThrow(
    join(dirname(await prometheusExecutable()), 'promtool'),
    args,
  );
}

/** Where Prometheus is: on PATH, or where PROMETHEUS_PATH says. */
function prometheusExecutable(): Promise<string> {
  return fromDebian(
    () => process.env.PROMETHEUS_PATH ?? onPath('prometheus'),
    'prometheus',
    'no Prometheus on PATH; install it, or name its executable in PROMETHEUS_PATH',
  );
}
