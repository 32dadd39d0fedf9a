import type { Contributions } from '@golden-path/backstage-plugin-golden-path-common';
import { parse } from 'yaml';
import { kubernetes } from '../kubernetes/kubernetes';
import { sampleContext } from '../testing/sampleContext';
import { monitoring } from './monitoring';

const DOWN = {
  expr: 'up{$self} == 0',
  for: '5m',
  severity: 'critical' as const,
  summary: '{{ $labels.instance }} is down',
  description: 'Look at its log.',
};

const graph = (title: string, ...exprs: string[]) => ({
  title,
  unit: 's',
  queries: exprs.map(expr => ({ expr, legend: '{{route}}' })),
});

const PROCESS: Contributions['monitoring'] = {
  process: {
    title: 'Process',
    alerts: { InstanceDown: DOWN },
    panels: [graph('CPU', 'rate(cpu_seconds_total{$self}[$__rate_interval])')],
  },
};

const HTTP: Contributions['monitoring'] = {
  http: {
    title: 'HTTP',
    panels: [
      graph('One', 'a{$self} / b{$self, code="200"}', 'c{$self}'),
      graph('Two', 'd{$self}'),
      graph('Three', 'e{$self}'),
      graph('Four', 'f{$self}'),
    ],
  },
};

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly datasource: { readonly uid: string };
}

/** What the tests read of a dashboard. */
interface Dashboard {
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly gridPos: Record<'x' | 'y' | 'w' | 'h', number>;
    readonly targets?: readonly Target[];
  }[];
}

function files(context: Parameters<typeof monitoring>[0]) {
  const written = monitoring(context);
  const content = (name: string) =>
    written.find(({ path }) => path === `deploy/monitoring/${name}`)?.content ??
    '';
  return {
    written,
    alerts: parse(content('alerts.yaml')),
    dashboard: JSON.parse(content('dashboard.json')) as Dashboard,
    text: content('dashboard.json'),
  };
}

const whole = (name = 'order-desk') =>
  files(
    sampleContext(
      { owner: { monitoring: PROCESS }, other: { monitoring: HTTP } },
      { name },
    ),
  );

describe('monitoring', () => {
  it('writes rules that are about the service and labelled with it', () => {
    expect(whole().alerts).toEqual({
      groups: [
        {
          name: 'order-desk-process',
          rules: [
            {
              alert: 'InstanceDown',
              expr: 'up{job="order-desk"} == 0',
              for: '5m',
              labels: { service: 'order-desk', severity: 'critical' },
              annotations: {
                summary: '{{ $labels.instance }} is down',
                description: 'Look at its log.',
              },
            },
          ],
        },
      ],
    });
  });

  it('says who brought something, and leaves the files to the owner of metrics', () => {
    expect(
      whole().written.map(({ path, class: kind, contributors }) => [
        path,
        kind,
        contributors,
      ]),
    ).toEqual([
      ['deploy/monitoring/alerts.yaml', 'merged', ['other']],
      ['deploy/monitoring/dashboard.json', 'merged', ['other']],
    ]);
  });

  it('draws a row a group, in the order of patterns, and three graphs a line', () => {
    const { dashboard, text } = whole();
    expect(
      dashboard.panels.map(
        ({ id, type, title, gridPos: { x, y, w, h } }) =>
          `${id} ${type} ${title} ${x},${y} ${w}x${h}`,
      ),
    ).toEqual([
      '1 row HTTP 0,0 24x1',
      '2 timeseries One 0,1 8x8',
      '3 timeseries Two 8,1 8x8',
      '4 timeseries Three 16,1 8x8',
      '5 timeseries Four 0,9 8x8',
      '6 row Process 0,17 24x1',
      '7 timeseries CPU 0,18 8x8',
    ]);
    expect(text).toMatch(/^\{\n {2}"uid": "order-desk",\n/);
    expect(whole().text).toBe(text);
  });

  it('asks the data source that is chosen, with intervals left to Grafana', () => {
    const { dashboard } = whole();
    const [variable] = dashboard.templating.list;
    expect(variable).toMatchObject({ name: 'datasource', query: 'prometheus' });
    const targets = dashboard.panels.flatMap(panel =>
      (panel.targets ?? []).map(({ refId, expr, datasource }) => ({
        refId,
        expr,
        uid: datasource.uid,
      })),
    );
    const uid = '${datasource}';
    expect(targets.slice(0, 2)).toEqual([
      {
        refId: 'A',
        expr: 'a{job="order-desk"} / b{job="order-desk", code="200"}',
        uid,
      },
      { refId: 'B', expr: 'c{job="order-desk"}', uid },
    ]);
    expect(targets.at(-1)?.expr).toBe(
      'rate(cpu_seconds_total{job="order-desk"}[$__rate_interval])',
    );
  });

  it('shortens names to what Grafana takes as an id, and keeps them apart', () => {
    const long = 'a'.repeat(45);
    const [one, two] = [`${long}-one`, `${long}-two`].map(
      name => whole(name).dashboard.uid,
    );
    expect(one).toMatch(/^a{31}-[0-9a-f]{8}$/);
    expect(one).not.toBe(two);
  });

  it('has nothing on what is not chosen', () => {
    const { alerts, dashboard } = files(
      sampleContext({ other: { monitoring: HTTP } }),
    );
    expect(alerts).toEqual({ groups: [] });
    expect(dashboard.panels).toHaveLength(5);
  });

  it('refuses two patterns that give one alert different meanings', () => {
    const other = {
      process: {
        title: 'Process',
        alerts: { InstanceDown: { ...DOWN, for: '1m' } },
      },
    };
    expect(() =>
      files(
        sampleContext({
          owner: { monitoring: PROCESS },
          other: { monitoring: other },
        }),
      ),
    ).toThrow(
      "patterns 'other' and 'owner' both set monitoring.process.alerts.InstanceDown.for",
    );
  });
});

describe('in a cluster', () => {
  const monitor = { port: 'admin', path: '/metrics', interval: '30s' };
  const manifests = (more: Contributions['kubernetes']) =>
    kubernetes(
      sampleContext({
        owner: { kubernetes: more },
        other: { monitoring: PROCESS },
      }),
    );
  const named = (more: Contributions['kubernetes'], name: string) =>
    manifests(more).find(({ path }) => path.endsWith(`prod/${name}`));

  it('brings the same rules beside the ServiceMonitor', () => {
    const rule = named({ monitor }, 'prometheusrule.yaml');
    expect(rule?.contributors).toEqual(['other']);
    expect(parse(rule?.content ?? '')).toMatchObject({
      kind: 'PrometheusRule',
      metadata: { name: 'order-desk' },
      spec: { groups: [{ name: 'order-desk-process' }] },
    });
    expect(
      parse(named({ monitor }, 'kustomization.yaml')?.content ?? '').resources,
    ).toEqual(['../../base', 'prometheusrule.yaml', 'servicemonitor.yaml']);
  });

  it('brings none where nothing is measured', () => {
    expect(named({}, 'prometheusrule.yaml')).toBeUndefined();
    expect(
      parse(named({}, 'kustomization.yaml')?.content ?? '').resources,
    ).toEqual(['../../base']);
  });
});
