// Alerts and dashboards against the tools of Prometheus and against what services
// measure: each rule is one that Prometheus takes, is about measures and labels that
// there are, fires when it should, and is silent for a service that is well.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import type { RunningService } from '../support/goService';
import {
  promtool,
  startPrometheus,
  type Prometheus,
} from '../support/prometheus';
import { waitUntil } from '../support/waiting';
import { FIRING, HARMLESS, type Series } from './alarms';
import {
  composeMonitored,
  measuresOf,
  MONITORED,
  startMonitored,
} from './monitored';
import { servicesOfEveryPair, theComposer } from './service';

const ALERTS = 'deploy/monitoring/alerts.yaml';
const DASHBOARD = 'deploy/monitoring/dashboard.json';
const MANIFEST = 'deploy/kubernetes/overlays/prod/prometheusrule.yaml';

interface Rules {
  groups: { name: string; rules: { alert: string; expr: string }[] }[];
}

interface Panel {
  type: string;
  title: string;
  targets?: { expr: string; legendFormat: string }[];
}

interface Query {
  title: string;
  expr: string;
  legend: string;
}

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-monitoring-'));
  await composeMonitored(folder);
});
after(() => rm(folder, { recursive: true, force: true }));

async function rulesOf(service: string): Promise<Rules> {
  return parse(await readFile(join(folder, service, ALERTS), 'utf8'));
}

const alertsOf = ({ groups }: Rules) => groups.flatMap(({ rules }) => rules);

function queriesOf(dashboard: string): Query[] {
  const { panels } = JSON.parse(dashboard) as { panels: Panel[] };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      title,
      // Grafana's shortest interval that holds enough samples.
      expr: expr.replaceAll('$__rate_interval', '1m'),
      legend: legendFormat,
    })),
  );
}

/** Each query as a rule that Prometheus could record. */
function recording(queries: readonly Query[]): object {
  const rules = queries.map(({ expr }, index) => ({
    record: `panel:${index}`,
    expr,
  }));
  return { groups: [{ name: 'panels', rules }] };
}

/** Writes a file of rules, or of their tests, and returns its path. */
async function written(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('alerts and dashboards of composed services', () => {
  it('are what Prometheus takes, in every service of the matrix', async () => {
    const composer = await theComposer();
    const files = new Set<string>();
    for (const { catalogue } of composer.packs()) {
      for (const goldenPath of catalogue.goldenPaths) {
        const { services } = await servicesOfEveryPair(goldenPath);
        for (const { title, answers } of services) {
          const { tree } = await composer.compose(answers);
          const of = new Map(tree.files.map(file => [file.path, file.content]));
          const measures = answers.patterns?.operations?.includes('metrics');
          assert.equal(of.has(ALERTS), measures === true, title);
          assert.equal(of.has(DASHBOARD), measures === true, title);
          const cluster = of.has('deploy/kubernetes/base/service.yaml');
          assert.equal(of.has(MANIFEST), measures === true && cluster, title);
          if (!measures) continue;
          files.add(of.get(ALERTS)!);
          files.add(stringify(recording(queriesOf(of.get(DASHBOARD)!))));
          if (cluster) {
            assert.deepEqual(
              parse(of.get(MANIFEST)!).spec,
              parse(of.get(ALERTS)!),
            );
          }
        }
      }
    }
    assert.ok(files.size > 20, `${files.size} different files`);
    const paths = await Promise.all(
      [...files].map((content, index) => written(`${index}.yaml`, content)),
    );
    await promtool('check', 'rules', ...paths);
  });

  it('are about what the service has', async () => {
    const groups = async (service: string) =>
      (await rulesOf(service)).groups.map(({ name }) => name);
    assert.deepEqual(await groups('sellers'), [
      'sellers-grpc',
      'sellers-postgres',
      'sellers-process',
    ]);
    assert.deepEqual(await groups('edge'), [
      'edge-http',
      'edge-login',
      'edge-process',
    ]);
  });

  it('are tried here, all that patterns bring', async () => {
    const brought = (await theComposer())
      .packs()
      .flatMap(({ catalogue }) => catalogue.patterns)
      .flatMap(({ contributes }) =>
        Object.values(contributes.monitoring ?? {}),
      );
    const tried = await Promise.all(
      MONITORED.map(async service => {
        const rows = JSON.parse(
          await readFile(join(folder, service, DASHBOARD), 'utf8'),
        ) as { panels: Panel[] };
        const titles = rows.panels.filter(({ type }) => type === 'row');
        return titles.map(({ title }) => title);
      }),
    );
    assert.deepEqual(
      [...new Set(tried.flat())].sort(),
      brought.map(({ title }) => title).sort(),
    );
    const names = brought.flatMap(({ alerts = {} }) => Object.keys(alerts));
    assert.deepEqual(Object.keys(FIRING), names.sort(), 'each has a name');
  });
});

/** What promtool is to see half an hour after the series began. */
interface Trial {
  readonly name: string;
  readonly series: Series;
  readonly fires?: string;
}

/** Series as if they had been scraped from the service. */
function scraped(service: string, series: Series) {
  const labels = `job="${service}",instance="one"`;
  return Object.entries(series).map(([name, values]) => ({
    series: name.includes('{')
      ? name.replace('{', `{${labels},`)
      : `${name}{${labels}}`,
    values,
  }));
}

/** Lets promtool evaluate the rules of a service over half an hour. */
async function tryRules(service: string, trials: readonly Trial[]) {
  const firing = (fires: string | undefined) => ({
    expr: fires
      ? `count by (alertname) (ALERTS{alertname="${fires}",alertstate="firing",service="${service}"})`
      : 'ALERTS{alertstate="firing"}',
    eval_time: '30m',
    exp_samples: fires ? [{ labels: `{alertname="${fires}"}`, value: 1 }] : [],
  });
  const content = stringify({
    rule_files: [join(folder, service, ALERTS)],
    evaluation_interval: '30s',
    tests: trials.map(({ name, series, fires }) => ({
      name,
      interval: '30s',
      input_series: scraped(service, {
        ...(fires === undefined && { up: '1+0x80' }),
        ...series,
      }),
      promql_expr_test: [firing(fires)],
    })),
  });
  await promtool(
    'test',
    'rules',
    await written(`${service}.test.yaml`, content),
  );
}

describe('alerts', () => {
  for (const service of MONITORED) {
    it(`of ${service} fire, each for its reason, and not for what is close to it`, async () => {
      const names = alertsOf(await rulesOf(service)).map(({ alert }) => alert);
      await tryRules(service, [
        ...names.map(name => ({
          name,
          series: FIRING[name]!,
          fires: name,
        })),
        ...Object.entries(HARMLESS).map(([name, series]) => ({ name, series })),
      ]);
    });
  }
});

/** The measures of an exposition, as series that stay what they are. */
function lasting(exposition: string): Series {
  return Object.fromEntries(
    exposition
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => {
        const end = line.lastIndexOf(' ');
        return [line.slice(0, end), `${line.slice(end + 1)}+0x80`];
      }),
  );
}

describe('services that run', () => {
  const undone: (() => Promise<unknown>)[] = [];
  let services: Record<(typeof MONITORED)[number], RunningService>;
  let prometheus: Prometheus;
  before(async () => {
    services = await startMonitored(folder, step => undone.unshift(step));
    prometheus = await startPrometheus(
      Object.fromEntries(
        MONITORED.map(name => [name, new URL(services[name].adminUrl).host]),
      ),
      MONITORED.map(name => join(folder, name, ALERTS)),
    );
    undone.unshift(() => prometheus.stop());
  });
  after(async () => {
    for (const step of undone) await step();
  });

  async function asked<T>(path: string): Promise<T> {
    const response = await fetch(`${prometheus.url}/api/v1/${path}`);
    const body = (await response.json()) as { data: T; error?: string };
    assert.ok(response.ok, body.error);
    return body.data;
  }

  /** The labels of what a query finds. */
  async function found(expr: string): Promise<Record<string, string>[]> {
    const { result } = await asked<{
      result: { metric: Record<string, string> }[];
    }>(`query?${new URLSearchParams({ query: expr })}`);
    return result.map(({ metric }) => metric);
  }

  it('measure every name that their alerts and graphs ask for', async () => {
    const missing: string[] = [];
    for (const service of MONITORED) {
      const dashboard = await readFile(
        join(folder, service, DASHBOARD),
        'utf8',
      );
      const exprs = [
        ...alertsOf(await rulesOf(service)),
        ...queriesOf(dashboard),
      ].map(({ expr }) => expr);
      const names = new Set(
        exprs.flatMap(expr =>
          [...expr.matchAll(/(\w+)\{job="/g)].map(([, name]) => name!),
        ),
      );
      assert.ok(names.size > 5);
      await waitUntil(
        `${service} is scraped`,
        async () => (await found(`up{job="${service}"} == 1`)).length === 1,
        30_000,
      );
      for (const name of names) {
        const series = await found(`${name}{job="${service}"}`);
        if (series.length === 0) missing.push(`${service}: ${name}`);
      }
    }
    assert.deepEqual(missing, []);
  });

  it('give every graph something to draw, with the labels that its legend names', async () => {
    for (const service of MONITORED) {
      const dashboard = await readFile(
        join(folder, service, DASHBOARD),
        'utf8',
      );
      for (const { title, expr, legend } of queriesOf(dashboard)) {
        let series: Record<string, string>[] = [];
        const where = `${service}: ${title}: ${expr}`;
        const find = async () => (series = await found(expr)).length > 0;
        // Failures are drawn when there are any.
        if (/\{job="[^"]*", (status|code)=~/.test(expr)) await find();
        else await waitUntil(where, find, 30_000);
        for (const [, label] of legend.matchAll(/\{\{(\w+)\}\}/g)) {
          assert.ok(
            series.every(labels => label! in labels),
            where,
          );
        }
      }
    }
  });

  it('let Prometheus evaluate every rule, and none of them fires', async () => {
    type Evaluated = { name: string; health: string; state: string };
    const wanted = await Promise.all(
      MONITORED.map(async name => alertsOf(await rulesOf(name)).length),
    );
    const rules = async () => {
      const { groups } = await asked<{
        groups: { name: string; rules: Evaluated[] }[];
      }>('rules');
      return groups.flatMap(group =>
        group.rules.map(({ name, health, state }) => ({
          rule: `${group.name}: ${name}`,
          health,
          state,
        })),
      );
    };
    await waitUntil(
      'every rule is evaluated',
      async () => (await rules()).every(({ health }) => health !== 'unknown'),
      30_000,
    );
    const evaluated = await rules();
    assert.equal(
      evaluated.length,
      wanted.reduce((sum, count) => sum + count),
    );
    assert.deepEqual(
      evaluated.filter(
        ({ health, state }) => health !== 'ok' || state === 'firing',
      ),
      [],
    );
  });

  it('are silent for as long as nothing happens', async () => {
    for (const service of MONITORED) {
      const series = lasting(await measuresOf(services[service]));
      assert.ok(Object.keys(series).length > 50);
      await tryRules(service, [{ name: 'idle', series }]);
    }
  });
});
