import type { Composition } from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EmitContext } from '../plan/draft';
import { gofmt } from '../render/gofmt';
import { RESOURCE_EMITTERS } from './emitters';
import { goldenResources } from './goldenResources';

const GOLDEN = resolve(__dirname, '../../../../test/golden/orders');

function emitted(id: string) {
  const composition = {
    service: { name: 'orders', module: 'github.com/acme/orders' },
    resources: goldenResources(),
  } as unknown as Composition;
  const context = { composition, params: {} } as EmitContext;
  return RESOURCE_EMITTERS[id]?.(context) ?? [];
}

describe('emitters', () => {
  it.each(['model', 'validate', 'rules', 'rows', 'dto', 'migrations-goose', 'contract'])(
    '%s gives the golden service byte for byte',
    id => {
      const files = emitted(id);
      expect(files.length).toBeGreaterThan(0);
      for (const { path, content } of files) {
        const text = path.endsWith('.go') ? gofmt(content, path) : content;
        expect(`${path}\n${text}`).toBe(
          `${path}\n${readFileSync(resolve(GOLDEN, path), 'utf8')}`,
        );
      }
    },
  );
});
