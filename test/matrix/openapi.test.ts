// Contracts of HTTP, linted by Spectral with all of its rules for OpenAPI, not
// only those that it recommends.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  createRulesetFunction,
  Document,
  Spectral,
  type RulesetDefinition,
} from '@stoplight/spectral-core';
import { truthy } from '@stoplight/spectral-functions';
import { Yaml } from '@stoplight/spectral-parsers';
import { oas } from '@stoplight/spectral-rulesets';
import { parse } from 'yaml';
import { servicesOfEveryPair, theComposer } from './service';

interface Contract {
  components?: { securitySchemes?: Record<string, unknown> };
}

/** Complains of ways of access that the contract does not describe. */
const isDescribed = createRulesetFunction<Record<string, unknown>, null>(
  { input: { type: 'object' }, options: null },
  (requirement, _, { document }) => {
    const { components } = document.data as Contract;
    return Object.keys(requirement)
      .filter(name => !(name in (components?.securitySchemes ?? {})))
      .map(name => ({ message: `No security scheme is named '${name}'.` }));
  },
);

/** Complains of operations that never succeed. */
const mayEndWell = createRulesetFunction<Record<string, unknown>, null>(
  { input: { type: 'object' }, options: null },
  answers =>
    Object.keys(answers).some(status => Number(status) < 400)
      ? []
      : [{ message: 'No answer is a success.' }],
);

const RULES: RulesetDefinition = {
  // Both packages describe rulesets, each with a type of its own.
  extends: [[oas as unknown as RulesetDefinition, 'all']],
  rules: {
    // Who may use a service is for its owner to say: answers name no license.
    'info-license': 'off',
    'license-url': 'off',
    // Owners are named as the catalog names them, which knows the rest.
    'contact-properties': 'off',
    // Tags stand in the order in which people gave the resources.
    'openapi-tags-alphabetical': 'off',
    // It wants scopes to be listed also for schemes that are not OAuth2, where
    // OpenAPI 3.1 lets requirements name roles; what else it sees is below.
    'oas3-operation-security-defined': 'off',
    'security-scheme-described': {
      given: '$..security[*]',
      severity: 'error',
      then: { function: isDescribed },
    },
    // A WebSocket begins with a 101, in which the rule sees no success.
    'operation-success-response': 'off',
    'operation-may-end-well': {
      given: '$.paths[*][get,put,post,delete].responses',
      severity: 'error',
      then: { function: mayEndWell },
    },
    'tag-described': {
      given: '$.tags[*]',
      severity: 'error',
      then: { field: 'description', function: truthy },
    },
    'parameter-described': {
      given: '$.components.parameters[*]',
      severity: 'error',
      then: { field: 'description', function: truthy },
    },
  },
};

const linter = new Spectral();
linter.setRuleset(RULES);

/** What Spectral has to say about a contract, whether an error or advice. */
async function findings(contract: string): Promise<string[]> {
  const results = await linter.run(
    new Document(contract, Yaml, 'api/openapi.yaml'),
  );
  return results.map(
    ({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`,
  );
}

/** The contracts of all rows of the matrix, each by the first row that has it. */
async function contractsOfEveryPair(): Promise<ReadonlyMap<string, string>> {
  const composer = await theComposer();
  const contracts = new Map<string, string>();
  for (const { catalogue } of composer.packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const { services } = await servicesOfEveryPair(goldenPath);
      for (const { title, answers } of services) {
        const { tree } = await composer.compose(answers);
        const file = tree.files.find(({ path }) => path === 'api/openapi.yaml');
        if (file && !contracts.has(file.content)) {
          contracts.set(file.content, title);
        }
      }
    }
  }
  return contracts;
}

describe('contracts of HTTP', () => {
  let contracts: ReadonlyMap<string, string>;

  before(async () => {
    contracts = await contractsOfEveryPair();
  });

  it('please Spectral, in every row of the matrix', async () => {
    const goldenPaths = new Set(
      [...contracts.values()].map(title => title.split(':')[0]),
    );
    assert.ok(goldenPaths.has('go-api-gateway'));
    assert.ok(goldenPaths.has('go-rest-service'));
    for (const [contract, title] of contracts) {
      assert.deepEqual(await findings(contract), [], title);
    }
  });

  it('and Spectral sees what is wrong', async () => {
    const closed = [...contracts.keys()].find(
      contract => parse(contract).components.securitySchemes,
    );
    assert.ok(closed);
    for (const [rule, broken] of Object.entries({
      'security-scheme-described': closed.replace(
        /security:\n( +)- \w+:/,
        'security:\n$1- unknown:',
      ),
      'operation-description': closed.replace(/\n +description: Returns.*/, ''),
      'info-contact': closed.replace(/\n {2}contact:\n.*/, ''),
      'invalid-ref': closed.replace(
        '#/components/responses/Internal',
        '#/components/responses/None',
      ),
      'operation-operationId-unique': closed.replace(
        /operationId: create\w+/,
        `operationId: ${/operationId: (list\w+)/.exec(closed)![1]}`,
      ),
      'operation-may-end-well': closed.replace(/'20[014]':/g, "'418':"),
      'oas3-schema': closed.replace('required: true', 'required: maybe'),
      'tag-described': closed.replace(/(tags:\n {2}- name: .*)\n.*/, '$1'),
    })) {
      assert.notEqual(broken, closed, rule);
      const found = await findings(broken);
      assert.ok(
        found.some(each => each.startsWith(rule)),
        `${rule} is not among\n${found.join('\n')}`,
      );
    }
  });
});
