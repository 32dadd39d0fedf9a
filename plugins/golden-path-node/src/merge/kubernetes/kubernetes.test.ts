import { namesOf } from '@golden-path/backstage-plugin-golden-path-common';
import { parse } from 'yaml';
import { sampleContext } from '../testing/sampleContext';
import { kubernetes } from './kubernetes';

const PORTS = {
  http: { container: 8080, service: 80, appProtocol: 'http' },
  admin: { container: 8081, service: 8081, appProtocol: 'http' },
};

function files(context: Parameters<typeof kubernetes>[0]): Map<string, string> {
  return new Map(
    kubernetes(context).map(({ path, content }) => [
      path.replace('deploy/kubernetes/', ''),
      content,
    ]),
  );
}

const whole = (more: { mesh?: 'istio' | 'linkerd' } = {}) => {
  const context = sampleContext({
    owner: { kubernetes: { ports: PORTS, replicasIn: 'DATABASE_REPLICAS' } },
    other: {
      kubernetes: {
        ...more,
        migration: { args: ['migrate', 'up'] },
        monitor: { port: 'admin', path: '/metrics', interval: '30s' },
        callers: { http: { doc: 'Anybody.' } },
        targets: { postgres: { doc: 'The database.', port: 5432 } },
      },
    },
  });
  const config = [
    { key: 'LOG_LEVEL', field: 'Log.Level', type: 'string', default: 'info' },
    { key: 'CORS_ORIGINS', field: 'Cors.Origins', type: 'strings' },
    { key: 'DATABASE_URL', field: 'Database.URL', type: 'url', secret: true },
  ].map(key => ({ ...key, doc: `tells ${key.key}.` }));
  const composition = {
    ...context.composition,
    config: config as typeof context.composition.config,
    upstreams: [
      {
        name: 'partners',
        names: namesOf('partners'),
        protocol: 'http' as const,
        apis: [],
        resources: [],
        streams: [],
      },
      {
        name: 'depots',
        names: namesOf('depots'),
        protocol: 'grpc' as const,
        apis: [],
        resources: [],
        streams: [],
      },
    ],
  };
  return files({ ...context, composition });
};

const meshed = (mesh: 'istio' | 'linkerd') => whole({ mesh });

describe('kubernetes', () => {
  it('lists in the base what it writes there', () => {
    const manifests = whole();
    const { resources } = parse(manifests.get('base/kustomization.yaml') ?? '');
    const written = [...manifests.keys()].filter(
      path =>
        path.startsWith('base/') && !/kustomization|config\.env/.test(path),
    );
    expect(written.map(path => path.slice('base/'.length)).sort()).toEqual(
      resources,
    );
  });

  it('has settings in the ConfigMap and secrets by reference only', () => {
    const manifests = whole();
    expect(manifests.get('base/config.env')).toBe(
      '# Tells CORS_ORIGINS.\n# CORS_ORIGINS=\n\n# Tells LOG_LEVEL.\nLOG_LEVEL=info\n',
    );
    const deployment = parse(manifests.get('base/deployment.yaml') ?? '');
    const [container] = deployment.spec.template.spec.containers;
    expect(container.env).toEqual([
      {
        name: 'DATABASE_URL',
        valueFrom: {
          secretKeyRef: {
            name: 'order-desk',
            key: 'DATABASE_URL',
            optional: true,
          },
        },
      },
    ]);
  });

  it('mounts the Secret, for what is read again', () => {
    const manifests = whole();
    for (const path of ['base/deployment.yaml', 'base/migration-job.yaml']) {
      const { spec } = parse(manifests.get(path) ?? '').spec.template;
      expect(spec.volumes).toEqual([
        { name: 'secrets', secret: { secretName: 'order-desk' } },
      ]);
      expect(spec.containers[0].volumeMounts).toEqual([
        {
          name: 'secrets',
          mountPath: '/var/run/secrets/service',
          readOnly: true,
        },
      ]);
    }
  });

  it('restricts every pod', () => {
    const manifests = whole();
    for (const path of ['base/deployment.yaml', 'base/migration-job.yaml']) {
      const { spec } = parse(manifests.get(path) ?? '').spec.template;
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext.runAsNonRoot).toBe(true);
      expect(spec.securityContext.seccompProfile.type).toBe('RuntimeDefault');
      expect(spec.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('finds servers by labels that migration pods do not have', () => {
    const manifests = whole();
    const { selector } = parse(manifests.get('base/service.yaml') ?? '').spec;
    const job = parse(manifests.get('base/migration-job.yaml') ?? '');
    expect(selector['app.kubernetes.io/component']).toBe('server');
    expect(job.spec.template.metadata.labels).toMatchObject({
      'app.kubernetes.io/component': 'migration',
    });
  });

  it('tells each environment how many replicas share the database', () => {
    const manifests = whole();
    const literals = (overlay: string) =>
      parse(manifests.get(`overlays/${overlay}/kustomization.yaml`) ?? '')
        .configMapGenerator[0].literals;
    expect(literals('dev')).toEqual(['DATABASE_REPLICAS=3']);
    expect(literals('prod')).toEqual(['DATABASE_REPLICAS=7']);
  });

  describe.each(['istio', 'linkerd'] as const)('in %s', mesh => {
    const manifests = meshed(mesh);
    const component = parse(
      manifests.get(`components/${mesh}/kustomization.yaml`) ?? '',
    );
    const patchOf = (kind: string) =>
      component.patches
        .map((each: { patch: string }) => parse(each.patch))
        .find((patch: { kind?: string }) => patch.kind === kind);

    it('joins by one line of each overlay', () => {
      for (const overlay of ['dev', 'prod']) {
        expect(
          parse(manifests.get(`overlays/${overlay}/kustomization.yaml`) ?? '')
            .components,
        ).toEqual([`../../components/${mesh}`]);
      }
    });

    it('lists what it writes', () => {
      const folder = `components/${mesh}/`;
      const written = [...manifests.keys()]
        .filter(path => path.startsWith(folder))
        .map(path => path.slice(folder.length));
      expect([...component.resources, 'kustomization.yaml'].sort()).toEqual(
        written.sort(),
      );
    });

    it('keeps the port of probes and monitoring out of the mesh', () => {
      const { annotations } = patchOf('Deployment').spec.template.metadata;
      expect(Object.values(annotations)).toContain('8081');
    });

    it('leaves it to the mesh to try calls again', () => {
      expect(component.configMapGenerator).toEqual([
        {
          name: 'order-desk-config',
          behavior: 'merge',
          literals: ['UPSTREAM_PARTNERS_ATTEMPTS=1'],
        },
      ]);
    });

    it('keeps the migration out of the mesh', () => {
      const { labels, annotations } = patchOf('Job').spec.template.metadata;
      expect(Object.entries({ ...labels, ...annotations })).toEqual([
        [
          expect.stringMatching(/inject$/),
          expect.stringMatching(/^(false|disabled)$/),
        ],
      ]);
    });
  });

  it('tries again in Linkerd what is safe, and routes all the rest', () => {
    const manifests = meshed('linkerd');
    const route = (file: string) =>
      parse(manifests.get(`components/linkerd/${file}`) ?? '');
    const safe = route('httproute-safe.yaml');
    const { matches } = safe.spec.rules[0];
    expect(matches.map(({ method }: { method: string }) => method)).toEqual([
      'GET',
      'HEAD',
    ]);
    const all = route('httproute.yaml');
    expect(all.metadata.annotations).toBeUndefined();
    expect(all.spec.rules[0].matches).toEqual([
      { path: { type: 'PathPrefix', value: '/' } },
    ]);
  });

  it('leads callers that spread their calls to every pod', () => {
    const ports = {
      ...PORTS,
      grpc: {
        container: 9090,
        service: 90,
        appProtocol: 'grpc',
        headless: true,
      },
    };
    const manifests = files(
      sampleContext({ owner: { kubernetes: { ports } } }),
    );
    const found = parse(manifests.get('base/service-headless.yaml') ?? '');
    expect(found.metadata.name).toBe('order-desk-headless');
    expect(found.spec.clusterIP).toBe('None');
    expect(found.spec.ports).toMatchObject([
      { name: 'grpc', port: 9090, targetPort: 'grpc' },
    ]);
    expect(whole().has('base/service-headless.yaml')).toBe(false);
  });

  it('leaves out what nobody contributes', () => {
    const manifests = files(sampleContext({}));
    expect([...manifests.keys()]).not.toContain('base/migration-job.yaml');
    expect([...manifests.keys()]).not.toContain(
      'overlays/prod/servicemonitor.yaml',
    );
  });
});
