// Contracts of events, read by AsyncAPI's own parser, which validates them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { orderAnswers } from '../support/answers';
import { theComposer } from './service';
import { SHAPES, type Shape } from './shapes';

/** Newer versions of AsyncAPI are recommended; fewer tools read them. */
const ALLOWED = ['asyncapi-latest-version'];

async function contractOf(resources: Shape['resources']): Promise<string> {
  const composer = await theComposer();
  const { tree } = await composer.compose({
    ...orderAnswers(),
    patterns: { data: ['outbox'], broker: ['nats'] },
    resources: [...resources],
  });
  return tree.files.find(({ path }) => path === 'api/asyncapi.yaml')!.content;
}

/** What the parser has to say, whether an error or advice. */
async function findings(contract: string) {
  const { document, diagnostics } = await new Parser().parse(contract);
  return {
    document,
    errors: diagnostics.filter(
      ({ severity }) => severity === DiagnosticSeverity.Error,
    ),
    all: diagnostics
      .filter(({ code }) => !ALLOWED.includes(String(code)))
      .map(({ path, message }) => `${path.join('.')}: ${message}`),
  };
}

describe('the contract of events is valid AsyncAPI', () => {
  for (const { name, resources } of SHAPES) {
    it(`with ${name}`, async () => {
      const { document, all } = await findings(await contractOf(resources));
      assert.deepEqual(all, []);
      const channels = document!.channels().all();
      assert.equal(channels.length, resources.length);
      for (const channel of channels) {
        assert.equal(channel.messages().all().length, 3);
      }
    });
  }

  it('and the parser sees what is not', async () => {
    const contract = await contractOf(SHAPES[0]!.resources);
    for (const broken of [
      contract.replace('action: send', 'action: shout'),
      contract.replace(
        /\$ref: '#\/channels\/[^']*'/,
        "$ref: '#/channels/none'",
      ),
      contract.replace('asyncapi: 3.0.0', 'asyncapi: 9.0.0'),
    ]) {
      assert.notEqual(broken, contract);
      assert.notDeepEqual((await findings(broken)).errors, []);
    }
  });
});
