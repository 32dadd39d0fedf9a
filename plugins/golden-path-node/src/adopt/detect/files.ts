import { finding } from '../finding';
import type { Area, Finding } from '../finding';
import { isOwnPath } from '../repositoryFiles';
import type { GoService } from '../service';
import { inText } from './code';

interface FileSignal {
  readonly area: Area;
  readonly name: string;
  readonly title: string;
  readonly path: RegExp;
  /** What the text has to hold, if the path alone does not say. */
  readonly text?: RegExp;
  readonly why: string;
  readonly pattern?: string;
}

const YAML = /\.ya?ml$/;

const FILE_SIGNALS: readonly FileSignal[] = [
  {
    area: 'access',
    name: 'sqlc',
    title: 'sqlc',
    pattern: 'sqlc',
    path: /(^|\/)sqlc\.(ya?ml|json)$/,
    why: 'configures sqlc',
  },
  {
    area: 'deployment',
    name: 'container',
    title: 'container image',
    pattern: 'container',
    path: /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.Dockerfile$/,
    why: 'builds an image',
  },
  {
    area: 'deployment',
    name: 'compose',
    title: 'Compose',
    path: /(^|\/)(docker-)?compose[^/]*\.ya?ml$/,
    text: /^services:/,
    why: 'runs it with Compose',
  },
  {
    area: 'deployment',
    name: 'kubernetes',
    title: 'Kubernetes manifests',
    pattern: 'kubernetes',
    path: YAML,
    text: /^kind:\s*(Deployment|StatefulSet|DaemonSet|CronJob|Rollout)\s*$/,
    why: 'deploys it to Kubernetes',
  },
  {
    area: 'deployment',
    name: 'helm',
    title: 'Helm chart',
    path: /(^|\/)Chart\.yaml$/,
    why: 'is a Helm chart',
  },
  {
    area: 'deployment',
    name: 'kustomize',
    title: 'Kustomize',
    path: /(^|\/)kustomization\.ya?ml$/,
    why: 'is a kustomization',
  },
  {
    area: 'ci',
    name: 'github-actions',
    title: 'GitHub Actions',
    pattern: 'github-actions',
    path: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    why: 'is a workflow',
  },
  {
    area: 'ci',
    name: 'gitlab-ci',
    title: 'GitLab CI',
    pattern: 'gitlab-ci',
    path: /^\.gitlab-ci\.ya?ml$/,
    why: 'is a pipeline',
  },
  ...(
    [
      ['jenkins', 'Jenkins', /^Jenkinsfile$/],
      ['circleci', 'CircleCI', /^\.circleci\/config\.yml$/],
      ['azure-pipelines', 'Azure Pipelines', /^azure-pipelines\.ya?ml$/],
      ['woodpecker', 'Woodpecker', /^\.woodpecker(\.ya?ml$|\/)/],
    ] as const
  ).map(([name, title, path]) => ({
    area: 'ci' as const,
    name,
    title,
    path,
    why: 'is a pipeline',
  })),
  {
    area: 'testing',
    name: 'linter',
    title: 'golangci-lint',
    path: /^\.golangci\.(ya?ml|toml|json)$/,
    why: 'configures the linter',
  },
];

/** What files beside the code say, by their place and form. */
export function fileFindings(service: GoService): Finding[] {
  return FILE_SIGNALS.flatMap(signal => {
    const { path, text, why } = signal;
    const evidence = text
      ? inText(service, path, text, () => why)
      : [...service.files.keys()]
          .filter(each => path.test(each) && isOwnPath(each))
          .map(each => ({ path: each, why }));
    return finding(signal, 'likely', evidence);
  });
}
