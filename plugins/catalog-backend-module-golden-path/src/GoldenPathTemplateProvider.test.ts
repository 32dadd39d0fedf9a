import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { goldenPathSchema } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  Host,
  Profile,
} from '@golden-path/backstage-plugin-golden-path-common';
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

const GITEA: Host = { host: 'git.acme.dev', type: 'gitea' };
const AZURE: Host = { host: 'dev.azure.com', type: 'azure' };
const GITHUB: Host = { host: 'github.com', type: 'github' };

async function entitiesOf(
  goldenPath: Pick<GoldenPathService, 'packs'>,
  hosts: readonly Host[] = [GITEA],
) {
  const provider = new GoldenPathTemplateProvider({
    goldenPath: goldenPath as GoldenPathService,
    hostsOf: allowed =>
      hosts.filter(({ host }) => !allowed || allowed.includes(host)),
    logger: mockServices.logger.mock(),
  });
  const applyMutation = jest.fn();
  await provider.connect({ applyMutation, refresh: jest.fn() });
  const [{ type, entities }] = applyMutation.mock.calls[0];
  expect(type).toBe('full');
  return entities.map(({ entity }: { entity: Entity }) => entity) as Entity[];
}

function packIn(
  directory: string,
  profile?: Profile,
): Pick<GoldenPathService, 'packs'> {
  const catalogue = { goldenPaths: [worker], profile } as unknown as Catalogue;
  return { packs: () => [{ directory, catalogue }] };
}

/** The steps of the one golden path, by their ids. */
async function stepsOf(...given: Parameters<typeof entitiesOf>) {
  const [entity] = await entitiesOf(...given);
  const { steps } = entity?.spec as { steps: { id: string; only?: unknown }[] };
  expect(steps.filter(({ only }) => only !== undefined)).toEqual([]);
  return steps.map(({ id }) => id);
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

  it('offers the hosts of the portal that the organisation allows', async () => {
    const offered = async (profile?: Profile) => {
      const pack = packIn(folder.path, profile);
      const [entity] = await entitiesOf(pack, [GITEA, AZURE]);
      const { parameters } = entity?.spec as { parameters: object[] };
      const [page] = parameters as { properties: { repoUrl: object } }[];
      return page?.properties.repoUrl;
    };
    expect(await offered()).toMatchObject({
      'ui:options': {
        goldenPath: 'go-worker',
        hosts: ['git.acme.dev', 'dev.azure.com'],
      },
    });
    expect(await offered({ hosts: ['dev.azure.com'] })).toMatchObject({
      'ui:options': { hosts: ['dev.azure.com'] },
    });
  });

  it('leaves out the steps that the portal has no use for', async () => {
    const always = ['preflight', 'compose', 'register'];
    expect(await stepsOf(packIn(folder.path), [])).toEqual(always);
    expect(await stepsOf(packIn(folder.path), [GITEA, AZURE])).toEqual([
      'preflight',
      'compose',
      'publish-gitea',
      'publish-azure',
      'register',
    ]);
    const protecting: Profile = {
      hosts: ['github.com'],
      protection: { approvals: 1 },
    };
    expect(
      await stepsOf(packIn(folder.path, protecting), [GITEA, GITHUB]),
    ).toEqual([
      'preflight',
      'compose',
      'publish-github',
      'register',
      'protect-github',
    ]);
  });

  it.each([
    'github',
    '[github]',
    '{ hosts: github }',
    '{ host: [github] }',
    '{ protection: false }',
  ])('names the step that is for nobody knows whom, %s', async only => {
    folder.setContent({
      'template.yaml': `{ spec: { steps: [{ id: publish, only: ${only} }] } }`,
    });
    await expect(entitiesOf(packIn(folder.path))).rejects.toThrow(
      /'only' of the step 'publish' is not understood; write \{ hosts: /,
    );
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
