import type { scmIntegrationsApiRef } from '@backstage/integration-react';
import type {
  GoldenPath,
  Place,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';

type Integrations = typeof scmIntegrationsApiRef.T;

/** Commands that run the service on a laptop. */
export interface LaptopLines {
  readonly lines: readonly string[];
  readonly needs: string;
}

/**
 * The commands that the run's output tells; before there is one, those that
 * follow from the place and the golden path's words.
 */
export function laptopLines(
  output: ScaffolderTaskOutput | undefined,
  place: Place,
  goldenPath: GoldenPath | undefined,
  integrations: Integrations,
): LaptopLines | undefined {
  for (const { content = '' } of output?.text ?? []) {
    const [, block, rest = ''] =
      /```(?:sh|bash|shell)\n([\s\S]*?)```([\s\S]*)/.exec(content) ?? [];
    if (block) {
      const lines = block.split('\n').map(line => line.trim());
      return { lines: lines.filter(line => line !== ''), needs: rest.trim() };
    }
  }
  const url = cloneUrl(place, integrations);
  if (!url || !goldenPath) return undefined;
  return {
    lines: [`git clone ${url} && cd ${place.repo}`, ...goldenPath.words.run],
    needs: goldenPath.words.needs,
  };
}

/** Where hosts that name repositories by owner and name let one clone. */
function cloneUrl(
  { host, owner, repo }: Place,
  integrations: Integrations,
): string | undefined {
  const gitea = integrations.gitea.byHost(host)?.config.baseUrl;
  const known =
    integrations.github.byHost(host) ?? integrations.gitlab.byHost(host);
  const base = gitea ?? (known && `https://${host}`);
  return base && `${base.replace(/\/$/, '')}/${owner}/${repo}.git`;
}
