import { resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { isLoopbackHostname } from './access/loopback';
import { parseOrganizationName } from './names';

/** The settings under `gitHost`, checked. */
export interface GitHostSettings {
  /** Absolute path of the directory that holds the repositories. */
  root: string;
  username: string;
  password: string;
  organizations: string[];
  /** Whether cloning and browsing need no password. */
  anonymousRead: boolean;
}

/**
 * Reads `gitHost`; undefined when it is not configured. Throws with the key and the mend when a value is wrong, or
 * when `backend.baseUrl` is not an address of this machine.
 */
export function readGitHostConfig(
  rootConfig: RootConfigService,
): GitHostSettings | undefined {
  const config = rootConfig.getOptionalConfig('gitHost');
  if (!config) {
    return undefined;
  }
  requireLoopbackBaseUrl(rootConfig.getString('backend.baseUrl'));
  const username = config.getString('username');
  if (username.includes(':')) {
    throw new Error(
      `gitHost.username '${username}' holds a colon, which Basic authentication cannot carry; choose a name without`,
    );
  }
  const organizations = config.getOptionalStringArray('organizations') ?? [];
  return {
    root: resolve(config.getString('root')),
    username,
    // as @backstage/integration reads it: a trailing newline from a file is no part of the password
    password: config.getString('password').trim(),
    organizations: organizations.map(parseOrganizationName),
    anonymousRead: config.getOptionalBoolean('anonymousRead') ?? false,
  };
}

function requireLoopbackBaseUrl(baseUrl: string): void {
  if (!isLoopbackHostname(new URL(baseUrl).hostname)) {
    throw new Error(
      `The embedded Git host serves its own machine only, but backend.baseUrl is '${baseUrl}'. ` +
        "Use http://localhost:<port>, or remove 'gitHost' and configure a real Git host under 'integrations'",
    );
  }
}
