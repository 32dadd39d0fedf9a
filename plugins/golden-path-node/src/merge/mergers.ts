import type { Emitter } from '../plan/draft';
import { catalogInfo } from './catalogInfo';
import { githubWorkflow } from './ci';
import { composeFile } from './composeFile';
import { agents } from './docs/agents';
import { techdocs } from './docs/pages';
import { readme } from './docs/readme';
import { gitlabPipeline } from './gitlabPipeline';
import { kubernetes } from './kubernetes/kubernetes';
import { makefile } from './makefile';
import { monitoring } from './monitoring/monitoring';

/** Writers of the files that several patterns share, by emitter id. */
export const MERGERS = {
  agents,
  'catalog-info': catalogInfo,
  compose: composeFile,
  'github-workflow': githubWorkflow,
  'gitlab-pipeline': gitlabPipeline,
  kubernetes,
  makefile,
  monitoring,
  readme,
  techdocs,
} as const satisfies Readonly<Record<string, Emitter>>;
