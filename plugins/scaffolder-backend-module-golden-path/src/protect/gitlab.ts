import { getGitLabRequestOptions } from '@backstage/integration';
import type { GitLabIntegrationConfig } from '@backstage/integration';
import { done, hostApi } from './request';
import type { HostApi, ProtectRequest } from './request';

/** Access levels of GitLab. */
const NOBODY = 0;
const MAINTAINERS = 40;

/** Name of the approval rule that is ours. */
const RULE = 'Golden path';

/** Protects a branch on GitLab; what is there already is brought to what is asked. */
export async function protectOnGitlab(
  config: GitLabIntegrationConfig,
  request: ProtectRequest,
): Promise<void> {
  const { path, checks, signal } = request;
  const { headers } = getGitLabRequestOptions(config);
  const api = hostApi(config.apiBaseUrl, headers, signal);
  const project = `/projects/${encodeURIComponent(path)}`;
  await protectBranch(api, project, request);
  if (checks.length > 0) {
    done(
      'a required pipeline',
      request,
      await api.call('PUT', project, {
        only_allow_merge_if_pipeline_succeeds: true,
      }),
    );
  }
  await requireApprovals(api, project, request);
}

interface ProtectedBranch {
  push_access_levels?: { access_level: number | null }[];
  code_owner_approval_required?: boolean;
}

async function protectBranch(
  api: HostApi,
  project: string,
  request: ProtectRequest,
): Promise<void> {
  const { branch, codeOwners } = request;
  const branches = `${project}/protected_branches`;
  const one = `${branches}/${encodeURIComponent(branch)}`;
  const { status, body } = await api.call('GET', one);
  if (status === 200 && isAsAsked(body as ProtectedBranch, codeOwners)) return;
  if (status === 200) {
    // Who may push cannot be changed on every plan: the rule is made anew.
    done('taking the old rule away', request, await api.call('DELETE', one));
  }
  done(
    'a rule for the branch',
    request,
    await api.call('POST', branches, {
      name: branch,
      push_access_level: NOBODY,
      merge_access_level: MAINTAINERS,
      ...(codeOwners && { code_owner_approval_required: true }),
    }),
  );
}

function isAsAsked(
  {
    push_access_levels: push = [],
    code_owner_approval_required: byOwners = false,
  }: ProtectedBranch,
  codeOwners: boolean,
): boolean {
  return (
    push.length > 0 &&
    push.every(({ access_level: level }) => level === NOBODY) &&
    (byOwners || !codeOwners)
  );
}

async function requireApprovals(
  api: HostApi,
  project: string,
  request: ProtectRequest,
): Promise<void> {
  const { approvals, logger } = request;
  if (approvals === 0) return;
  const rules = `${project}/approval_rules`;
  const { status, body } = await api.call('GET', rules);
  if (status === 403 || status === 404) {
    logger.warn(
      `This GitLab's plan has no required approvals: ${approvals} stays a matter of trust, merge requests do not`,
    );
    return;
  }
  const there = (
    done('its approval rules', request, { status, body }) as {
      id: number;
      name: string;
      approvals_required: number;
    }[]
  ).find(({ name }) => name === RULE);
  if (there?.approvals_required === approvals) return;
  const wanted = { name: RULE, approvals_required: approvals };
  done(
    'an approval rule',
    request,
    there
      ? await api.call('PUT', `${rules}/${there.id}`, wanted)
      : await api.call('POST', rules, { ...wanted, rule_type: 'any_approver' }),
  );
}
