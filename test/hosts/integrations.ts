import type { GitServer } from './gitServer';

/** Configuration of a portal for the hosts that both of its tests publish to. */
export function integrationsOf(
  servers: Record<'gitHub' | 'gitLab' | 'bitbucketServer', GitServer>,
  token: string,
) {
  const { gitHub, gitLab, bitbucketServer } = servers;
  return {
    github: [{ host: gitHub.host, apiBaseUrl: `${gitHub.url}/api/v3`, token }],
    gitlab: [
      {
        host: gitLab.host,
        baseUrl: gitLab.url,
        apiBaseUrl: `${gitLab.url}/api/v4`,
        token,
      },
    ],
    bitbucketServer: [
      {
        host: bitbucketServer.host,
        apiBaseUrl: `${bitbucketServer.url}/rest/api/1.0`,
        token,
      },
    ],
  };
}
