import { parseAllDocuments } from 'yaml';
import { adopt } from './adopt';
import { adoptionReport } from './report';
import { AdoptError } from './service';

const OWNER = 'group:default/checkout';

const SERVICE = {
  'go.mod': [
    'module example.com/acme/orders/v2',
    'go 1.26',
    'require (',
    '\tgithub.com/go-chi/chi/v5 v5.2.0',
    '\tgithub.com/jackc/pgx/v5 v5.7.0',
    '\tgithub.com/nats-io/nats.go v1.40.0',
    ')',
  ].join('\n'),
  'README.md':
    '# Orders\n\n[![build](x)](y)\n\nTakes orders and\nkeeps them. More.\n',
  'cmd/orders/main.go': [
    'package main',
    'import (',
    '\t"github.com/go-chi/chi/v5"',
    '\t"github.com/jackc/pgx/v5/pgxpool"',
    '\t"github.com/nats-io/nats.go"',
    ')',
    'func main() {',
    '\t_ = chi.NewRouter()',
    '\t_ = conn.Publish("orders.placed", nil)',
    '}',
  ].join('\n'),
  'api/openapi.yaml': 'openapi: 3.1.0\ninfo:\n  title: Orders API\n',
  'migrations/001_init.sql': '-- +goose Up\nCREATE TABLE orders ();\n',
  'deploy/deployment.yaml':
    'kind: Deployment\nspec:\n  template:\n    metadata:\n      labels: { app: orders }\n',
  'mkdocs.yml': 'site_name: Orders\n',
};

const files = (more: Record<string, string> = {}) =>
  new Map(Object.entries({ ...SERVICE, ...more }));

const parsed = (text: string) =>
  parseAllDocuments(text).map(document => document.toJS());

describe('adopt', () => {
  it('describes the service as its repository does', () => {
    const adoption = adopt(files(), { owner: OWNER, system: 'shop' });
    const [component, api, db, nats, ...rest] = parsed(
      adoption.catalogInfo.text,
    );
    expect(rest).toEqual([]);
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'orders',
        description: 'Takes orders and keeps them.',
        annotations: {
          'backstage.io/techdocs-ref': 'dir:.',
          'backstage.io/kubernetes-label-selector': 'app=orders',
        },
        tags: ['go', 'postgresql', 'nats'],
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: OWNER,
        system: 'shop',
        providesApis: ['orders-api'],
        dependsOn: ['resource:orders-db', 'resource:orders-nats'],
      },
    });
    expect(
      JSON.parse(component.metadata.annotations['goldenpath.dev/topology']),
    ).toEqual({
      'resource:default/orders-db': { protocol: 'sql', mode: 'sync' },
      'resource:default/orders-nats': {
        protocol: 'events',
        mode: 'async',
        direction: 'publish',
      },
    });
    expect(api).toMatchObject({
      metadata: { name: 'orders-api', title: 'Orders API' },
      spec: { type: 'openapi', definition: { $text: './api/openapi.yaml' } },
    });
    expect(db.spec.type).toBe('database');
    expect(nats.spec.type).toBe('broker');
  });

  it('names the place of every finding', () => {
    const { findings } = adopt(files(), { owner: OWNER });
    expect(findings.find(({ name }) => name === 'chi')).toMatchObject({
      confidence: 'certain',
      pattern: 'chi',
      evidence: [
        { path: 'go.mod', line: 4 },
        { path: 'cmd/orders/main.go', line: 3 },
      ],
    });
    expect(findings.find(({ name }) => name === 'goose')).toMatchObject({
      confidence: 'likely',
      evidence: [{ path: 'migrations/001_init.sql', line: 1 }],
    });
  });

  it('takes nothing for code that only looks like it', () => {
    const { findings } = adopt(
      files({
        'cmd/orders/other.go':
          'package main\n// import "github.com/gin-gonic/gin"\nvar text = `grpc.NewServer() http.NewServeMux()`\n',
        'vendor/x/x.go': 'package x\nimport "github.com/labstack/echo/v4"\n',
        'cmd/orders/main_test.go':
          'package main\nimport "github.com/redis/go-redis/v9"\n',
      }),
      { owner: OWNER },
    );
    const names = findings.map(({ name }) => name);
    for (const name of ['gin', 'echo', 'redis', 'grpc-server', 'net-http']) {
      expect(names).not.toContain(name);
    }
  });

  it('proposes no database when several could be the one, and asks', () => {
    const both = files({
      'store/mysql.go':
        'package store\nimport _ "github.com/go-sql-driver/mysql"\n',
    });
    const undecided = adopt(both, { owner: OWNER });
    expect(undecided.catalogInfo.text).not.toMatch(/orders-db/);
    expect(undecided.questions[0]).toMatch(/PostgreSQL and MySQL/);
    const decided = adopt(
      new Map([
        ...both,
        ['compose.yaml', 'services:\n  db:\n    image: mysql:9\n'],
      ]),
      { owner: OWNER },
    );
    expect(decided.catalogInfo.text).toMatch(/MySQL of orders/);
  });

  it('shows no password of an address', () => {
    const adoption = adopt(
      files({
        Makefile:
          'up:\n\tgoose postgres "postgres://admin:hunter2@db/orders" up\n',
      }),
      { owner: OWNER },
    );
    expect(JSON.stringify(adoption)).not.toMatch(/hunter2/);
    expect(adoptionReport(adoption, [])).not.toMatch(/hunter2/);
  });

  it('lets no text of the repository become markup of the report', () => {
    const adoption = adopt(
      files({
        'README.md': 'x',
        'api/openapi.yaml':
          'openapi: 3.1.0\ninfo:\n  title: Hi @all <img src=x> | [a](b)\n',
        '.github/workflows/a|<b>`.yml': 'on: push\n',
      }),
      { owner: OWNER },
    );
    const report = adoptionReport(adoption, []);
    expect(report).not.toMatch(/<img|@all/);
    for (const line of report.split('\n').filter(l => l.startsWith('| '))) {
      expect(line.match(/(?<!\\)\|/g)!.length).toBeLessThanOrEqual(5);
    }
  });

  it.each([
    [{ 'README.md': 'x' }, {}, /go\.mod: is not there/],
    [{ 'a/go.mod': 'module a\n' }, {}, /but in a; name one of these/],
    [{ 'go.mod': 'go 1.26\n' }, {}, /names no module/],
    [SERVICE, { owner: undefined }, /owner: is not given/],
    [SERVICE, { name: 'My Service' }, /write my-service/],
    [SERVICE, { folder: 'nowhere' }, /folder: 'nowhere' holds no file/],
    [
      { ...SERVICE, 'catalog-info.yaml': 'a: [\n' },
      {},
      /catalog-info\.yaml:\d+: is not YAML/,
    ],
  ])('says what is missing and the mend (%#)', (tree, options, message) => {
    const run = () =>
      adopt(new Map(Object.entries(tree)), { owner: OWNER, ...options });
    expect(run).toThrow(AdoptError);
    expect(run).toThrow(message);
  });

  it('reads a service in a folder of a larger repository', () => {
    const inFolder = new Map(
      [...files()].map(([path, text]) => [`services/orders/${path}`, text]),
    );
    const { catalogInfo } = adopt(inFolder, {
      owner: OWNER,
      folder: './services/orders/',
    });
    expect(catalogInfo.path).toBe('services/orders/catalog-info.yaml');
    expect(catalogInfo.text).toMatch(/\$text: \.\/api\/openapi\.yaml/);
  });
});

describe('a catalog-info.yaml that is there', () => {
  const EXISTING = `# ours
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: order-service # an old name
  description: Written by hand
  annotations:
    acme.com/cost-centre: '42'
spec:
  type: website
  lifecycle: production
  owner: team-a
  dependsOn:
    # the main store
    - resource:default/main
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: main
  tags: [postgresql]
spec:
  type: database
  owner: team-a
`;

  it('keeps every word, and gains what is missing', () => {
    const { catalogInfo } = adopt(files({ 'catalog-info.yaml': EXISTING }));
    const { text, state, additions, differences } = catalogInfo;
    expect(state).toBe('extended');
    for (const line of EXISTING.split('\n')) expect(text).toContain(line);
    const [component, main, api, nats] = parsed(text);
    expect(component.metadata).toMatchObject({
      name: 'order-service',
      description: 'Written by hand',
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    });
    expect(component.spec).toMatchObject({
      owner: 'team-a',
      type: 'website',
      dependsOn: ['resource:default/main', 'resource:order-service-nats'],
    });
    expect(main.metadata.name).toBe('main');
    expect([api.kind, nats.kind]).toEqual(['API', 'Resource']);
    expect(additions).toContain('API order-service-api');
    expect(differences).toEqual([
      {
        line: 2,
        field: 'Component order-service: spec.type',
        kept: 'website',
        proposed: 'service',
      },
    ]);
  });

  it('stays byte for byte when it says everything already', () => {
    const first = adopt(files(), { owner: OWNER }).catalogInfo.text;
    const again = adopt(files({ 'catalog-info.yaml': first }));
    expect(again.catalogInfo).toMatchObject({
      state: 'unchanged',
      text: first,
      additions: [],
      differences: [],
    });
  });

  it('keeps documents that are no entity, and those of other kinds', () => {
    const other = `${EXISTING}---\n# nothing here\n---\nkind: Widget\nmetadata: { name:   odd }\n`;
    const { text } = adopt(files({ 'catalog-info.yaml': other })).catalogInfo;
    expect(text).toContain('# nothing here');
    expect(text).toContain('metadata: { name:   odd }');
  });
});
