import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  scaffolderApiRef,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { identityApiRef } from '@backstage/core-plugin-api';
import { findGoldenPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { Profile } from '@golden-path/backstage-plugin-golden-path-common';
import type { ComponentProps } from 'react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { GoldenPathAnswers } from '../fields/GoldenPathAnswers';
import { GoldenPathPlace } from '../fields/GoldenPathPlace';
import { validateAnswers } from '../fields/validateAnswers';
import { validatePlace } from '../fields/validatePlace';
import {
  createWizardSessions,
  wizardSessionsApiRef,
} from '../session/wizardSessions';
import { readCatalogue } from './catalogue';
import { localApi } from './localApi';

const TEMPLATE = join(__dirname, '../../../../templates/template.yaml');

const CONFIG = {
  goldenPath: { places: [{ host: 'git.example.org', owners: ['demo'] }] },
  integrations: {
    gitea: [{ host: 'git.example.org', baseUrl: 'https://git.example.org' }],
  },
};

const entity = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
});

function taskOf(run: { id: string; status: string; form: object }) {
  const { id, status, form: parameters } = run;
  return { id, status, spec: { parameters } } as unknown as ScaffolderTask;
}

type StepperProps = ComponentProps<typeof Stepper>;

/** The stepper on the page. */
interface RenderedWizard {
  readonly container: HTMLElement;
  readonly unmount: () => void;
  /** Gets the form's values when Create is clicked. */
  readonly onCreate: jest.Mock<Promise<void>, [object]>;
}

/** The catalog, which answers what is asked by reference once that is settled. */
function whenReady(
  catalog: CatalogApi,
  ready: Promise<void> = Promise.resolve(),
): CatalogApi {
  const answer = catalog.getEntitiesByRefs.bind(catalog);
  catalog.getEntitiesByRefs = async request => {
    await ready;
    return answer(request);
  };
  return catalog;
}

/** Renders the stock stepper with the pages of the real template and the real fields. */
export function renderWizard(
  options: {
    readonly initialState?: StepperProps['initialState'];
    /** Git hosts of the portal, in place of one Gitea. */
    readonly integrations?: Record<
      string,
      { host?: string; baseUrl?: string; apiBaseUrl?: string }[]
    >;
    /** Hosts that the template offers, in place of that Gitea. */
    readonly hosts?: readonly string[];
    readonly goldenPath?: string;
    /** What the organisation settles. */
    readonly profile?: Profile;
    /** The catalog answers what is asked by reference no sooner. */
    readonly catalogReady?: Promise<void>;
    /** What the person had created, and with which values of the form. */
    readonly runs?: { id: string; status: string; form: object }[];
  } = {},
): RenderedWizard {
  const {
    integrations = CONFIG.integrations,
    hosts = ['git.example.org'],
    goldenPath = 'go-rest-service',
    profile,
  } = options;
  const config = { ...CONFIG, integrations };
  const onCreate = jest.fn(async (_values: object) => {});
  const catalogue = { ...readCatalogue(), profile };
  const { contents } = findGoldenPath(catalogue, goldenPath)!.words;
  const template = readFileSync(TEMPLATE, 'utf8')
    .replaceAll('${goldenPath.id}', goldenPath)
    .replaceAll('${goldenPath.contents}', contents)
    .replaceAll('${goldenPath.hosts}', JSON.stringify(hosts));
  const { parameters } = parse(template).spec;
  const manifest = {
    title: 'Go REST service',
    steps: parameters.map((schema: { title: string }) => ({
      title: schema.title,
      schema,
    })),
  };
  const view = renderInTestApp(
    <SecretsContextProvider>
      <Stepper
        manifest={manifest}
        initialState={options.initialState}
        extensions={[
          {
            name: 'GoldenPathAnswers',
            component: GoldenPathAnswers,
            validation: validateAnswers,
          },
          {
            name: 'GoldenPathPlace',
            component: GoldenPathPlace,
            validation: validatePlace,
          },
        ]}
        onCreate={onCreate}
      />
    </SecretsContextProvider>,
    {
      config,
      apis: [
        [
          scmIntegrationsApiRef,
          ScmIntegrationsApi.fromConfig(mockApis.config({ data: config })),
        ],
        [
          scaffolderApiRef,
          scaffolderApiMock.mock({
            listTasks: async () => ({
              tasks: (options.runs ?? []).map(taskOf),
            }),
          }),
        ],
        [goldenPathApiRef, localApi(catalogue)],
        [wizardSessionsApiRef, createWizardSessions(sessionStorage)],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: ['group:default/commerce'],
          }),
        ],
        [
          catalogApiRef,
          whenReady(
            catalogApiMock({
              entities: [
                entity('Group', 'commerce'),
                entity('Group', 'platform'),
                entity('User', 'guest'),
                entity('System', 'shop'),
                entity('Domain', 'retail'),
              ],
            }),
            options.catalogReady,
          ),
        ],
      ],
    },
  );
  const { container, unmount } = view;
  return { container, unmount, onCreate };
}
