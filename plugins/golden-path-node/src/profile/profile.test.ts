import {
  mayServeResources,
  parseAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Profile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { parse } from 'yaml';
import { lockSchema } from '../lock';
import { locatePack } from '../pack';
import { Composer } from '../service';
import { readProfile } from './packsWithProfile';

const GOLDEN = resolvePath(
  __dirname,
  '../../../../test/golden/orders.answers.yaml',
);

const profile: Profile = {
  modulePrefix: 'github.com/acme',
  owners: ['group:default/checkout'],
  patterns: { ci: ['github-actions', 'gitlab-ci'] },
  go: {
    proxy: 'https://goproxy.acme.dev,direct',
    private: 'github.com/acme/*',
  },
  images: {
    registry: 'registry.acme.dev/shop',
    build: 'registry.acme.dev/golang:1.26',
    runtime: 'registry.acme.dev/static:nonroot',
  },
  licence: ['Copyright Acme', '', 'SPDX-License-Identifier: Apache-2.0'],
  codeowners: { '*': ['@acme/checkout'], '/deploy/': ['@acme/platform'] },
  ci: { runner: 'acme-linux' },
  links: [{ title: 'Dashboard', url: 'https://grafana.acme.dev/?x={service}' }],
  labels: { 'acme.dev/unit': 'shop' },
};

describe('a service of an organisation', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const answers: Answers = parseAnswers(readFileSync(GOLDEN, 'utf8')).value!;
    const composer = await Composer.load([locatePack()], profile);
    const { tree } = await composer.compose({ ...answers, patterns: {} });
    files = new Map(tree.files.map(({ path, content }) => [path, content]));
  });
  const yaml = (path: string) => parse(files.get(path)!);

  it('begins every Go file with the licence, apart from its own comment', () => {
    const go = [...files].filter(([path]) => path.endsWith('.go'));
    expect(go.length).toBeGreaterThan(50);
    for (const [, content] of go) {
      expect(content).toMatch(
        /^\/\/ Copyright Acme\n\/\/\n\/\/ SPDX-License-Identifier: Apache-2\.0\n\n\S/,
      );
    }
  });

  it('builds and runs on its images, with its modules', () => {
    const dockerfile = files.get('deploy/docker/Dockerfile')!;
    expect(dockerfile.match(/^FROM .*|^ENV .*/gm)).toEqual([
      'FROM --platform=$BUILDPLATFORM registry.acme.dev/golang:1.26 AS build',
      'ENV GOPROXY=https://goproxy.acme.dev,direct',
      'ENV GOPRIVATE=github.com/acme/*',
      'FROM registry.acme.dev/static:nonroot',
    ]);
    const makefile = files.get('Makefile')!;
    expect(makefile).toContain('IMAGE ?= registry.acme.dev/shop/orders\n');
    expect(makefile).toContain(
      'export GOPROXY ?= https://goproxy.acme.dev,direct\n',
    );
  });

  it('is checked on its runners and pushed to its registry, on GitHub', () => {
    const { env, jobs } = yaml('.github/workflows/ci.yaml');
    expect(env.GOPRIVATE).toBe('github.com/acme/*');
    expect(jobs.test['runs-on']).toBe('acme-linux');
    const text = JSON.stringify(jobs.image);
    expect(text).toContain('"registry":"registry.acme.dev"');
    expect(text).not.toContain('ghcr.io');
  });

  it('is checked on its runners and pushed to its registry, on GitLab', () => {
    const pipeline = yaml('.gitlab-ci.yml');
    expect(pipeline.default).toMatchObject({
      image: 'registry.acme.dev/golang:1.26',
      tags: ['acme-linux'],
    });
    expect(pipeline.variables).toMatchObject({
      GOPROXY: 'https://goproxy.acme.dev,direct',
      IMAGE: 'registry.acme.dev/shop/orders',
      REGISTRY: 'registry.acme.dev',
    });
    expect(pipeline.variables.REGISTRY_PASSWORD).toBeUndefined();
  });

  it('carries its labels and names its reviewers', () => {
    const catalogInfo = files.get('catalog-info.yaml')!;
    expect(catalogInfo).toContain('acme.dev/unit: shop');
    expect(catalogInfo).toContain('url: https://grafana.acme.dev/?x=orders');
    expect(
      yaml('deploy/kubernetes/base/kustomization.yaml').labels[0].pairs,
    ).toMatchObject({ 'acme.dev/unit': 'shop' });
    expect(files.get('CODEOWNERS')).toBe(
      '* @acme/checkout\n/deploy/ @acme/platform\n',
    );
  });

  it('says in its lock what was settled', () => {
    const lock = lockSchema.parse(yaml('.golden-path/lock.yaml'));
    expect(lock.profile).toEqual(profile);
    expect(lock.files.CODEOWNERS?.class).toBe('emitted');
  });

  it('is not composed with a profile that fits no pack', async () => {
    await expect(
      Composer.load([locatePack()], { patterns: { ci: 'jenkins' } }),
    ).rejects.toThrow(/goldenPath\.profile\.patterns\.ci names 'jenkins'/);
    expect(() => readProfile({ hosts: 'x' }, 'goldenPath.profile')).toThrow(
      /goldenPath\.profile\.hosts is no array\. Give an array/,
    );
  });
});

describe('CI on GitLab', () => {
  it('has a script for every job, none of GitHub', async () => {
    const answers: Answers = parseAnswers(readFileSync(GOLDEN, 'utf8')).value!;
    const composer = await Composer.load([locatePack()]);
    const { catalogue } = composer.packs()[0]!;
    for (const goldenPath of catalogue.goldenPaths) {
      const keeps = mayServeResources(catalogue, goldenPath);
      const { resources } = answers;
      const { tree } = await composer.compose({
        ...answers,
        ...(!keeps && {
          resources: [],
          upstreams: [{ name: 'shop', resources }],
        }),
        goldenPath: goldenPath.id,
        patterns: { ci: ['gitlab-ci'] },
      });
      const file = tree.files.find(({ path }) => path === '.gitlab-ci.yml')!;
      const {
        workflow,
        stages,
        default: _,
        variables,
        ...jobs
      } = parse(file.content);
      expect(Object.keys(jobs)).toEqual(
        expect.arrayContaining(['test', 'lint', 'sbom', 'publish-image']),
      );
      for (const job of Object.values<{ script: string[] }>(jobs)) {
        expect(job.script.length).toBeGreaterThan(0);
      }
      expect(file.content).not.toMatch(/GITHUB_|github\.ref/);
      const database = jobs.test.variables?.DATABASE_URL ?? 'none';
      expect(database.includes('@postgres:5432/')).toBe(keeps);
    }
  });
});
