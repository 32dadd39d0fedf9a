import type { Answers, UpstreamAnswers } from '../answers';
import { contributionsOf } from '../contributions';
import { compositionEntities } from '../entities';
import { applyMend } from '../resolve/mend';
import { resolve } from '../resolve/resolve';
import { sampleAnswers } from '../testing/sampleCatalogue';
import {
  answersWith,
  callingCatalogue,
  problemsOf,
  sellers,
} from '../testing/sampleUpstreams';

function composed(answers: Answers) {
  const { composition, problems } = resolve(callingCatalogue, answers);
  expect(problems).toEqual([]);
  return composition!;
}

describe('upstreams', () => {
  it('are settled with settings of their own', () => {
    const { upstreams, config } = composed(answersWith([sellers]));
    expect(upstreams).toMatchObject([
      {
        name: 'sellers',
        protocol: 'http',
        apis: [{ name: 'sellers-api' }],
        resources: [
          { name: 'seller', writes: false },
          {
            name: 'contract',
            writes: true,
            fields: [{ column: 'seller_id', type: 'uuid' }, { type: 'uuid' }],
          },
        ],
      },
    ]);
    expect(config.map(({ key }) => key)).toEqual(
      ['API_KEY', 'ATTEMPTS', 'CONCURRENCY', 'MAX_BODY', 'TIMEOUT', 'URL'].map(
        ending => `UPSTREAM_SELLERS_${ending}`,
      ),
    );
    expect(config.at(-1)).toMatchObject({ default: 'http://sellers' });
  });

  it('are called by a name that leads to each pod, where discovery spreads calls', () => {
    const { config } = composed(
      answersWith([sellers], ['typed-clients', 'discovery']),
    );
    expect(config.at(-1)).toMatchObject({
      default: 'http://sellers-headless:8080',
    });
  });

  it('stay the same when their own answers are settled again', () => {
    const api = 'sellers.public';
    const once = composed(answersWith([{ ...sellers, api }]));
    const twice = composed(once.answers);
    expect(twice.upstreams).toEqual(once.upstreams);
    expect(twice.answers).toEqual(once.answers);
    expect(once.answers.upstreams?.[0]?.api).toBe(api);
    expect(composed(sampleAnswers()).answers).not.toHaveProperty('upstreams');
  });

  it('over gRPC have an API a resource, or one of a name that is given', () => {
    const rpc = { ...sellers, protocol: 'grpc' as const };
    const composition = composed(answersWith([rpc]));
    expect(composition.answers.upstreams?.[0]).toMatchObject({
      name: 'sellers',
      protocol: 'grpc',
    });
    expect(composed(composition.answers).upstreams).toEqual(
      composition.upstreams,
    );
    const [component] = compositionEntities(callingCatalogue, composition);
    expect(component?.spec).toMatchObject({
      consumesApis: ['sellers-seller-grpc', 'sellers-contract-grpc'],
    });
    const annotations = Object(component?.metadata.annotations);
    expect(JSON.parse(annotations['goldenpath.dev/topology'])).toMatchObject({
      'api:default/sellers-contract-grpc': {
        protocol: 'grpc',
        operations: [
          'GetContract',
          'ListContracts',
          'CreateContract',
          'UpdateContract',
          'DeleteContract',
        ],
      },
    });
    expect(
      contributionsOf(callingCatalogue, composition, 'kubernetes').value
        .targets,
    ).toMatchObject({ 'upstream-sellers': { port: 9090 } });
    expect(composition.config.map(({ key }) => key)).toContain(
      'UPSTREAM_SELLERS_MAX_MESSAGE',
    );
    expect(composition.config.at(-1)).toMatchObject({
      default: 'http://sellers-headless:9090',
    });

    const api = 'sellers.public';
    const named = composed(answersWith([{ ...rpc, api }]));
    expect(named.upstreams[0]?.apis).toMatchObject([
      { name: api, resources: [{ name: 'seller' }, { name: 'contract' }] },
    ]);
    expect(composed(named.answers).answers).toEqual(named.answers);
    expect(named.answers.upstreams?.[0]?.api).toBe(api);
  });

  it('keep what lists of theirs are filtered by', () => {
    const unique = (protocol: 'http' | 'grpc') =>
      composed(answersWith([{ ...sellers, protocol }])).upstreams[0]
        ?.resources[1]?.fields[0]?.unique;
    expect(unique('grpc')).toBe(true);
    expect(unique('http')).toBe(false);
  });

  it('may be referred to, by a uuid', () => {
    const field = {
      name: 'seller',
      type: 'uuid' as const,
      references: 'sellers.seller',
    };
    const answers = answersWith([sellers]);
    const offer = { name: 'offer', fields: [field] };
    const { resources } = composed({ ...answers, resources: [offer] });
    expect(resources[0]?.fields[0]?.upstream).toEqual({
      service: 'sellers',
      resource: 'seller',
    });

    const wrong = {
      ...answers,
      resources: [
        { ...offer, fields: [{ ...field, references: 'sellers.order' }] },
      ],
    };
    expect(problemsOf(wrong)).toEqual([
      'resources.0.fields.0.references: No upstream has the resource "sellers.order"',
    ]);
    const [problem] = resolve(callingCatalogue, wrong).problems;
    for (const mend of problem?.mends ?? []) {
      expect(problemsOf(applyMend(callingCatalogue, wrong, mend))).toEqual([]);
    }
    expect(
      problemsOf({
        ...answers,
        resources: [{ ...offer, fields: [{ ...field, type: 'text' }] }],
      }),
    ).toEqual([
      'resources.0.fields.0.references: references does not fit a field of type text',
    ]);
  });

  it('stand in the catalog, the topology and the network policy', () => {
    const composition = composed(answersWith([sellers]));
    const [component] = compositionEntities(callingCatalogue, composition);
    expect(component?.spec).toMatchObject({ consumesApis: ['sellers-api'] });
    const annotations = Object(component?.metadata.annotations);
    expect(JSON.parse(annotations['goldenpath.dev/topology'])).toMatchObject({
      'api:default/sellers-api': {
        protocol: 'http',
        operations: expect.arrayContaining(['getSeller', 'createContract']),
      },
    });
    expect(
      contributionsOf(callingCatalogue, composition, 'kubernetes').value
        .targets,
    ).toMatchObject({ 'upstream-sellers': { port: 8080 } });
  });

  it.each<[string, Partial<UpstreamAnswers>[], string[]]>([
    [
      'a name that is none',
      [{ name: 'Seller Service' }],
      ['upstreams.0.name: "Seller Service" is not the name of a service'],
    ],
    [
      'the service itself',
      [{ name: sampleAnswers().service.name }],
      ['upstreams.0.name: The service would call itself'],
    ],
    [
      'what is spelt as the service itself',
      [{ name: sampleAnswers().service.name.split('').join('-') }],
      [
        `upstreams.0.name: The service is spelt as "${sampleAnswers()
          .service.name.split('')
          .join('-')}"`,
      ],
    ],
    [
      'two that are spelt alike',
      [{ name: 'api-keys' }, { name: 'apikeys' }],
      ['upstreams.1.name: Another upstream is spelt as "apikeys"'],
    ],
    [
      'an API that is no name',
      [{ api: 'sellers api' }],
      ['upstreams.0.api: "sellers api" is no name of an API in the catalog'],
    ],
    [
      'a resource that the client is called',
      [{ resources: [{ ...sellers.resources[0]!, name: 'client' }] }],
      ['upstreams.0.resources.0.name: The client would declare Client twice'],
    ],
    [
      'a resource whose calls the client is called',
      [
        {
          protocol: 'grpc',
          resources: [
            { ...sellers.resources[0]!, name: 'seller', plural: 'client' },
          ],
        },
      ],
      ['upstreams.0.resources.0.name: The client would declare Client twice'],
    ],
    [
      'a field that every resource has',
      [
        {
          resources: [
            { name: 'seller', fields: [{ name: 'id', type: 'uuid' }] },
          ],
        },
      ],
      [
        'upstreams.0.resources.0.fields.0.name: A field cannot be named "id": every resource has a field id of its own',
      ],
    ],
  ])('refuse %s, and mend it', (_, changes, expected) => {
    const answers = answersWith(
      changes.map(change => ({ ...sellers, ...change })),
    );
    expect(problemsOf(answers)).toEqual(expected);
    for (const problem of resolve(callingCatalogue, answers).problems) {
      for (const mend of problem.mends) {
        const after = resolve(
          callingCatalogue,
          applyMend(callingCatalogue, answers, mend),
        );
        expect(after.problems.map(({ message }) => message)).not.toContain(
          problem.message,
        );
      }
    }
  });

  it.each<[string, Answers, string]>([
    [
      'a pattern without upstreams',
      answersWith(undefined),
      "upstreams: 'typed-clients' calls other services, and none is named",
    ],
    [
      'upstreams without a pattern',
      answersWith([sellers], []),
      'upstreams: Nothing chosen calls other services',
    ],
  ])('refuse %s, and mend it', (_, answers, expected) => {
    expect(problemsOf(answers)).toEqual([expected]);
    const [problem] = resolve(callingCatalogue, answers).problems;
    expect(problem?.mends).not.toEqual([]);
    for (const mend of problem?.mends ?? []) {
      expect(problemsOf(applyMend(callingCatalogue, answers, mend))).toEqual(
        [],
      );
    }
  });
});
