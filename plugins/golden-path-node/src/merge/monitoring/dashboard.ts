import type {
  Composition,
  Contribution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { createHash } from 'node:crypto';
import { aboutService } from './query';

type Groups = Partial<Contribution<'monitoring'>>;
type Panel = NonNullable<Contribution<'monitoring'>[string]['panels']>[number];

/** Version of the classic model of dashboards, which Grafana 12 writes and later ones read. */
const SCHEMA_VERSION = 41;

/** Letters that Grafana allows the uid of a dashboard. */
const UID_LENGTH = 40;

/** Columns of Grafana's grid, and how many of them a graph takes. */
const GRID = { columns: 24, width: 8, height: 8 } as const;

const PER_LINE = GRID.columns / GRID.width;

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard of a service, for Grafana: a row a group, its graphs below. */
export function dashboard(
  service: Composition['service'],
  groups: Groups,
): string {
  const content = {
    uid: uidOf(service.name),
    title: service.title,
    description: service.description,
    tags: [service.name],
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    timezone: 'browser',
    templating: {
      list: [
        {
          name: 'datasource',
          label: 'Prometheus',
          type: 'datasource',
          query: 'prometheus',
        },
      ],
    },
    panels: placed(service.name, groups),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The name itself where it is short enough, for links that people can guess. */
function uidOf(name: string): string {
  if (name.length <= UID_LENGTH) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, UID_LENGTH - hash.length - 1)}-${hash}`;
}

/** Rows and graphs with their numbers and places, from the top down. */
function placed(service: string, groups: Groups): object[] {
  const panels: object[] = [];
  let bottom = 0;
  for (const { title, panels: graphs = [] } of withPanels(groups)) {
    const top = bottom;
    const id = panels.length + 1;
    panels.push(
      {
        id,
        type: 'row',
        title,
        collapsed: false,
        gridPos: { x: 0, y: top, w: GRID.columns, h: 1 },
        panels: [],
      },
      ...graphs.map((panel, index) => ({
        id: id + index + 1,
        ...graph(service, panel),
        gridPos: placeOf(index, top + 1),
      })),
    );
    bottom = top + 1 + Math.ceil(graphs.length / PER_LINE) * GRID.height;
  }
  return panels;
}

/** The place of a graph of a row, whose graphs begin at the line `top`. */
function placeOf(index: number, top: number): object {
  return {
    x: (index % PER_LINE) * GRID.width,
    y: top + Math.floor(index / PER_LINE) * GRID.height,
    w: GRID.width,
    h: GRID.height,
  };
}

function withPanels(groups: Groups) {
  return Object.values(groups).flatMap(group =>
    group?.panels?.length ? [group] : [],
  );
}

function graph(service: string, { title, unit, queries }: Panel): object {
  return {
    type: 'timeseries',
    title,
    datasource: DATASOURCE,
    fieldConfig: {
      defaults: { unit, min: 0, custom: { fillOpacity: 10 } },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: DATASOURCE,
      editorMode: 'code',
      expr: aboutService(expr, service),
      legendFormat: legend,
      range: true,
    })),
  };
}
