import { getGiteaRequestOptions } from '@backstage/integration';
import type { GiteaIntegrationConfig } from '@backstage/integration';
import { done, hostApi } from './request';
import type { ProtectRequest } from './request';

/** Protects a branch on Gitea; a rule that is there is brought to what is asked. */
export async function protectOnGitea(
  config: GiteaIntegrationConfig,
  request: ProtectRequest,
): Promise<void> {
  const { path, branch, approvals, codeOwners, checks, signal } = request;
  const base = `${config.baseUrl ?? `https://${config.host}`}/api/v1`;
  const api = hostApi(base, getGiteaRequestOptions(config).headers, signal);
  const rules = `/repos/${path}/branch_protections`;
  const rule = `${rules}/${encodeURIComponent(branch)}`;
  const wanted = {
    enable_push: false,
    required_approvals: approvals,
    // Gitea asks code owners for a review; this makes it wait for them.
    block_on_official_review_requests: codeOwners,
    enable_status_check: checks.length > 0,
    status_check_contexts: checks,
  };
  const { status } = await api.call('GET', rule);
  done(
    'a rule for the branch',
    request,
    status === 404
      ? await api.call('POST', rules, { rule_name: branch, ...wanted })
      : await api.call('PATCH', rule, wanted),
  );
}
