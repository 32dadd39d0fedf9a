import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { goldenPathSchema } from '@golden-path/backstage-plugin-golden-path-common';
import type { Catalogue } from '@golden-path/backstage-plugin-golden-path-common';
import {
  Composer,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { GoldenPathTemplateProvider } from './GoldenPathTemplateProvider';

const worker = goldenPathSchema.parse({
  id: 'go-worker',
  version: '1.0.0',
  title: 'Go worker',
  description: 'Consumes messages',
  tags: ['go'],
  type: 'worker',
  icon: 'worker',
  links: [
    { title: 'Guide', url: 'https://example.com', icon: 'docs' },
    { title: 'Workers', url: 'https://example.com/workers' },
  ],
  words: { create: 'Create worker', run: ['make run'], needs: 'Go alone.' },
  groups: [],
  fixed: [],
  defaults: {},
  offers: {},
});

async function entitiesOf(goldenPath: Pick<GoldenPathService, 'packs'>) {
  const provider = new GoldenPathTemplateProvider({
    goldenPath: goldenPath as GoldenPathService,
    logger: mockServices.logger.mock(),
  });
  const applyMutation = jest.fn();
  await provider.connect({ applyMutation, refresh: jest.fn() });
  const [{ type, entities }] = applyMutation.mock.calls[0];
  expect(type).toBe('full');
  return entities.map(({ entity }: { entity: Entity }) => entity) as Entity[];
}

function packIn(directory: string): Pick<GoldenPathService, 'packs'> {
  const catalogue = { goldenPaths: [worker] } as unknown as Catalogue;
  return { packs: () => [{ directory, catalogue }] };
}

describe('the provider of templates', () => {
  const folder = createMockDirectory();
  beforeEach(() => folder.clear());

  it('gives a template for each golden path of the product', async () => {
    const entities = await entitiesOf(await Composer.load([locatePack()]));
    const byName = new Map(entities.map(each => [each.metadata.name, each]));
    for (const id of ['go-rest-service', 'go-rest-service-minimal']) {
      const text = JSON.stringify(byName.get(id));
      expect(text).toContain(`"goldenPath":"${id}"`);
      expect(text).toContain('make up migrate');
      expect(text).not.toContain('${goldenPath.');
    }
  });

  it('makes a template of a file alone', async () => {
    const [entity] = await entitiesOf(packIn(folder.path));
    expect(entity).toMatchObject({
      kind: 'Template',
      metadata: {
        name: 'go-worker',
        title: 'Go worker',
        tags: ['go'],
        links: [
          { title: 'Guide', icon: 'docs' },
          { title: 'Workers', icon: 'worker' },
        ],
        annotations: {
          'backstage.io/managed-by-location': 'golden-path:go-worker',
        },
      },
      spec: {
        type: 'worker',
        presentation: { buttonLabels: { createButtonText: 'Create worker' } },
      },
    });
    const { steps } = entity?.spec as { steps: { action: string }[] };
    expect(steps.map(({ action }) => action)).toContain('golden-path:compose');
  });

  it("uses a pack's own pages and steps, and its whole templates", async () => {
    const template = (name: string, action: string) =>
      JSON.stringify({
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        kind: 'Template',
        metadata: { name },
        spec: { type: 'service', steps: [{ id: 'only', action }] },
      });
    folder.setContent({
      'template.yaml': template('shared', 'debug:${goldenPath.id}'),
      adopt: { 'template.yaml': template('adopt', 'debug:log') },
    });
    const [made, whole] = await entitiesOf(packIn(folder.path));
    expect(made?.metadata.name).toBe('go-worker');
    expect(made?.spec?.steps).toEqual([
      { id: 'only', action: 'debug:go-worker' },
    ]);
    expect(whole?.metadata.name).toBe('adopt');
  });

  it.each([
    ['kind: Component', /no Template/],
    ['spec: { steps: ["${goldenPath.colour}"] }', /'\$\{goldenPath\.colour\}'/],
    ['a: [', /template\.yaml/],
  ])('names the file that cannot be used, %s', async (text, message) => {
    folder.setContent({ 'template.yaml': text });
    const attempt = entitiesOf(packIn(folder.path));
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toThrow(folder.path);
  });
});
