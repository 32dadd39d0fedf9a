import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const settingKey = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
const words = z.array(z.string().min(1));

/** Sections of the Makefile, in the order in which it prints them. @public */
export const MAKE_SECTIONS = [
  'run',
  'data',
  'check',
  'change',
  'ship',
] as const;

const makeSchema = z
  .strictObject({
    variables: z
      .record(
        settingKey,
        z.strictObject({
          value: z.string(),
          export: z.boolean().optional(),
          doc: z.string().optional(),
        }),
      )
      .optional(),
    targets: z
      .record(
        key,
        z.strictObject({
          section: z.enum(MAKE_SECTIONS).optional(),
          help: z.string().optional(),
          needs: words.optional(),
          environment: z
            .record(settingKey, z.string())
            .optional()
            .describe('What its commands find in their environment'),
          run: words.optional(),
        }),
      )
      .optional(),
  })
  .describe('Variables and targets of the Makefile');

const composeCondition = z.enum([
  'service_started',
  'service_healthy',
  'service_completed_successfully',
]);

const composeServiceSchema = z.strictObject({
  image: z.string().optional(),
  own: z
    .boolean()
    .optional()
    .describe('Runs the image of this repository with its environment'),
  user: z.string().optional(),
  networkOf: key
    .optional()
    .describe('The service whose network it shares, as if on one machine'),
  command: words.optional(),
  environment: z.record(settingKey, z.string()).optional(),
  ports: words.optional(),
  volumes: words.optional(),
  healthcheck: z
    .strictObject({
      test: words,
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
    })
    .optional(),
  dependsOn: z.record(key, composeCondition).optional(),
});

const composeSchema = z
  .strictObject({
    services: z.record(key, composeServiceSchema).optional(),
    volumes: words.optional(),
    environment: z
      .record(settingKey, z.string())
      .optional()
      .describe('Settings of the containers that run this repository'),
    dependsOn: z
      .record(key, composeCondition)
      .optional()
      .describe('What those containers wait for'),
  })
  .describe('Containers of compose.yaml');

const probeSchema = z.strictObject({
  path: z.string().regex(/^\//, 'does not begin with /'),
  port: key,
  periodSeconds: z.int(),
  timeoutSeconds: z.int(),
  failureThreshold: z.int(),
});

const overlaySchema = z.strictObject({
  config: z.record(settingKey, z.string()),
});

const kubernetesSchema = z
  .strictObject({
    ports: z
      .record(
        key,
        z.strictObject({
          container: z.int(),
          service: z.int(),
          appProtocol: z.string(),
          headless: z
            .boolean()
            .optional()
            .describe('Callers spread their calls over the pods themselves'),
        }),
      )
      .optional()
      .describe('Named ports of pod and Service'),
    probes: z
      .strictObject({
        startup: probeSchema.optional(),
        liveness: probeSchema.optional(),
        readiness: probeSchema.optional(),
      })
      .optional(),
    callers: z
      .record(
        key,
        z.strictObject({ doc: z.string(), namespace: z.string().optional() }),
      )
      .optional()
      .describe('Who may reach a port: a namespace, or any'),
    targets: z
      .record(key, z.strictObject({ doc: z.string(), port: z.int() }))
      .optional()
      .describe('What the pods may reach'),
    monitor: z
      .strictObject({ port: key, path: z.string(), interval: z.string() })
      .optional(),
    migration: z.strictObject({ args: words }).optional(),
    mesh: z
      .enum(['istio', 'linkerd'])
      .optional()
      .describe('The service mesh that the pods are in'),
    replicasIn: settingKey
      .optional()
      .describe('Setting that holds the largest number of replicas'),
    overlays: z
      .strictObject({
        dev: overlaySchema.optional(),
        prod: overlaySchema.optional(),
      })
      .optional(),
  })
  .describe('What the manifests need to know');

const ciStepSchema = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  uses: z
    .string()
    .regex(/@v\d+\.\d+\.\d+$/, 'is not pinned to a version tag')
    .optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  run: z.string().optional(),
});

const ciServiceSchema = z.strictObject({
  image: z.string(),
  command: words
    .optional()
    .describe('Arguments of the image; GitHub starts it in a step then'),
  env: z.record(settingKey, z.string()).optional(),
  ports: words.optional(),
  options: words.optional(),
});

const ciGitlabSchema = z.strictObject({
  image: z.string().optional(),
  services: words.optional(),
  variables: z.record(settingKey, z.string()).optional(),
  rules: words.optional().describe('Conditions; any of them runs the job'),
  script: words.optional(),
  artifacts: z
    .strictObject({
      paths: words.optional(),
      reports: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

const ciSchema = z
  .strictObject({
    jobs: z
      .record(
        key,
        z.strictObject({
          needs: words.optional(),
          setup: z.enum(['source', 'go', 'tools']).optional(),
          base: z
            .boolean()
            .optional()
            .describe('Has the branch that a change goes to, named by BASE'),
          minutes: z.int().optional(),
          permissions: z
            .record(z.string(), z.enum(['read', 'write']))
            .optional(),
          services: z.record(key, ciServiceSchema).optional(),
          steps: z.array(ciStepSchema).optional(),
          gitlab: ciGitlabSchema
            .optional()
            .describe('What differs on GitLab; a script replaces the steps'),
        }),
      )
      .optional(),
  })
  .describe('Jobs of the CI workflow');

const catalogSchema = z
  .strictObject({
    type: z
      .string()
      .optional()
      .describe('Type of the component: service unless given'),
    tags: z.array(z.string()).optional(),
    annotations: z
      .record(z.string(), z.string())
      .optional()
      .describe('Annotations of the component'),
    apis: z
      .record(
        key,
        z.strictObject({
          type: z.string(),
          title: z.string(),
          description: z.string(),
          definition: z
            .string()
            .regex(/^\.\//, 'does not begin with ./')
            .describe('Path of the contract in the repository'),
          scope: z
            .enum(['service', 'resource'])
            .optional()
            .describe('An entity for the service, or one a resource'),
        }),
      )
      .optional()
      .describe('API entities, by what follows the name of the service'),
    resources: z
      .record(
        key,
        z.strictObject({
          type: z.string(),
          title: z.string(),
          description: z.string(),
          tags: z.array(z.string()).optional(),
          scope: z
            .enum(['service', 'resource'])
            .optional()
            .describe('An entity for the service, or one a resource'),
        }),
      )
      .optional()
      .describe('Resource entities, by what follows the name of the service'),
  })
  .describe('Entities that come with the service');

const topologySchema = z
  .strictObject({
    targets: z
      .record(
        key,
        z.strictObject({
          protocol: z.enum(['http', 'grpc', 'sql', 'cache', 'events', 'other']),
          mode: z.enum(['sync', 'async']).optional(),
          direction: z.enum(['publish', 'subscribe']).optional(),
          operations: z.array(z.string()).optional(),
          scope: z
            .enum(['service', 'resource'])
            .optional()
            .describe('As that of the resource in the catalog entry'),
        }),
      )
      .optional()
      .describe('How the service talks to a resource of its catalog entry'),
  })
  .describe('Calls of the service');

const readmeSchema = z
  .strictObject({
    run: words.optional().describe('Commands that start it on a laptop'),
    try: words.optional().describe('Commands to try once it runs'),
    credentials: words
      .optional()
      .describe('Headers that callers are known by; the first tries a request'),
    layout: z
      .record(z.string(), z.string())
      .optional()
      .describe('Path to what is there'),
    agents: words.optional().describe('Rules for whoever changes the code'),
    runbook: z
      .record(z.string(), z.array(z.string()).min(1))
      .optional()
      .describe('Symptom to what to do, in order'),
    endpoints: z
      .record(z.string(), z.string())
      .optional()
      .describe('Path on the admin port to what it tells'),
  })
  .describe('Facts for README, runbook and AGENTS.md');

/** Stands in the queries of a pattern for the matcher of its own service. */
const query = z
  .string()
  .regex(/\$self\b/, 'does not name $self, so it asks about every service');

const monitoringSchema = z
  .record(
    key,
    z.strictObject({
      title: z.string().min(1),
      alerts: z
        .record(
          z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'is not in CamelCase'),
          z.strictObject({
            expr: query,
            for: z.string().regex(/^\d+[smhd]$/, 'is no time such as 5m'),
            severity: z.enum(['critical', 'warning']),
            summary: z.string().min(1),
            description: z
              .string()
              .min(1)
              .describe('What it means, and what to look at first'),
          }),
        )
        .optional()
        .describe('Alerting rules of Prometheus, by name'),
      panels: z
        .array(
          z.strictObject({
            title: z.string().min(1),
            unit: z.string().min(1).describe('Id of a unit of Grafana'),
            queries: z
              .array(z.strictObject({ expr: query, legend: z.string().min(1) }))
              .min(1),
          }),
        )
        .optional()
        .describe('Graphs of the dashboard'),
    }),
  )
  .describe(
    'Groups of alerts and graphs; `$self` in a query is the matcher of the service',
  );

const openapiSchema = z
  .strictObject({
    scopes: z
      .literal(true)
      .optional()
      .describe('Operations want a scope of their callers'),
    batches: z
      .literal(true)
      .optional()
      .describe('Each resource is created in batches too'),
    versions: z
      .literal(true)
      .optional()
      .describe('Each resource is in a second version of the API too'),
    counts: z
      .literal(true)
      .optional()
      .describe('Resources are counted, by their values and references'),
    securitySchemes: z
      .record(key, z.record(z.string(), z.string()))
      .optional()
      .describe('Ways in which callers are known, by name'),
    failures: z
      .record(
        z.string().regex(/^[45]\d\d$/, 'is no status of a failure'),
        z.strictObject({
          name: z.string().regex(/^[A-Z][A-Za-z]*$/),
          description: z.string(),
          headers: words.optional(),
        }),
      )
      .optional()
      .describe('Answers that every operation may give, by status'),
    headers: z
      .record(
        z.string(),
        z.strictObject({
          description: z.string(),
          required: z.boolean().optional(),
          schema: z.record(z.string(), z.string()),
        }),
      )
      .optional()
      .describe('Headers of those answers, and of those of success'),
    answers: z
      .partialRecord(z.enum(['get', 'post', 'put', 'delete']), words)
      .optional()
      .describe('Names of headers of answers of success, by method'),
    parameters: z
      .partialRecord(
        z.enum(['get', 'post', 'put', 'delete']),
        z.array(
          z.strictObject({
            name: z.string(),
            in: z.literal('header'),
            description: z.string(),
            schema: z.record(z.string(), z.string()),
          }),
        ),
      )
      .optional()
      .describe('Headers of requests, by method'),
  })
  .describe('What holds for every operation of the contract');

const schemaSchema = z
  .strictObject({
    partitions: z
      .literal('month')
      .optional()
      .describe('Tables of records are partitioned by the month of their ids'),
    tables: z
      .array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'is no name of a table'))
      .optional()
      .describe('Tables beside those of the resources'),
  })
  .describe('What holds for the tables of the service');

/**
 * Fragments for files that several patterns share. Each is plain data with one
 * merge rule: objects join, lists follow each other, and two patterns that set
 * one key differently are an error that names both. Text may hold
 * `${service.<style>}`, the name of the service in a style of the naming table.
 * @public
 */
export const contributionsSchema = z.strictObject({
  compose: composeSchema.optional(),
  kubernetes: kubernetesSchema.optional(),
  make: makeSchema.optional(),
  ci: ciSchema.optional(),
  catalog: catalogSchema.optional(),
  topology: topologySchema.optional(),
  readme: readmeSchema.optional(),
  openapi: openapiSchema.optional(),
  schema: schemaSchema.optional(),
  monitoring: monitoringSchema.optional(),
});

/** Fragments for shared files. @public */
export type Contributions = z.infer<typeof contributionsSchema>;

/** A shared file, or a family of them, that patterns put fragments into. @public */
export type ContributionKind = keyof Contributions;

/** The fragment of one kind. @public */
export type Contribution<K extends ContributionKind> = NonNullable<
  Contributions[K]
>;
