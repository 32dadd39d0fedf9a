import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createProtectAction } from './protect';

/** What the host answers, by method and path; anything else is 404. */
type Answers = Record<string, { status?: number; body?: unknown }>;

let server: Server;
let host: string;
let answers: Answers;
let calls: { call: string; body: unknown }[];
beforeEach(async () => {
  jest.clearAllMocks();
  calls = [];
  server = createServer((req, res) => {
    void text(req).then(body => {
      const call = `${req.method} ${req.url}`;
      calls.push({ call, body: body && JSON.parse(body) });
      const { status = 200, body: reply = {} } = answers[call] ?? {
        status: 404,
      };
      res.writeHead(status).end(JSON.stringify(reply));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

const audit = { success: jest.fn(), fail: jest.fn() };

async function protect(
  type: 'gitlab' | 'gitea' | 'bitbucketServer',
  given: Answers,
  input: object = {},
  more: { isDryRun?: boolean; decision?: AuthorizeResult } = {},
) {
  answers = given;
  const url = `http://${host}`;
  const config = mockServices.rootConfig({
    data: {
      integrations: {
        [type]: [
          {
            host,
            ...(type !== 'bitbucketServer' && { baseUrl: url }),
            ...(type !== 'gitea' && {
              apiBaseUrl: `${url}/api/v4`,
              token: 't',
            }),
          },
        ],
      },
    },
  });
  const { decision: result = AuthorizeResult.ALLOW, isDryRun } = more;
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue(audit);
  const action = createProtectAction({
    auditor,
    config,
    integrations: ScmIntegrations.fromConfig(config),
    permissions: mockServices.permissions.mock({
      authorize: async requests => requests.map(() => ({ result })) as never,
    }),
  });
  const owner = type === 'bitbucketServer' ? 'project' : 'owner';
  const context = createMockActionContext({
    input: { repoUrl: `${host}?${owner}=acme&repo=orders`, ...input },
  });
  const warn = jest.spyOn(context.logger, 'warn');
  const output = jest.spyOn(context, 'output');
  await action.handler({ ...context, isDryRun } as never);
  return { output: Object.fromEntries(output.mock.calls), warn, auditor };
}

const writes = () => calls.filter(({ call }) => !call.startsWith('GET'));

describe('on GitLab', () => {
  const project = '/api/v4/projects/acme%2Forders';
  const branches = `${project}/protected_branches`;
  const rules = `${project}/approval_rules`;

  it('makes the rule anew where maintainers may push, and asks for approvals', async () => {
    await protect(
      'gitlab',
      {
        [`GET ${branches}/main`]: {
          body: { push_access_levels: [{ access_level: 40 }] },
        },
        [`DELETE ${branches}/main`]: { status: 204 },
        [`POST ${branches}`]: { status: 201 },
        [`PUT ${project}`]: {},
        [`GET ${rules}`]: { body: [] },
        [`POST ${rules}`]: { status: 201 },
      },
      { approvals: 2, checks: ['test'] },
    );
    expect(writes()).toEqual([
      { call: `DELETE ${branches}/main`, body: '' },
      {
        call: `POST ${branches}`,
        body: { name: 'main', push_access_level: 0, merge_access_level: 40 },
      },
      {
        call: `PUT ${project}`,
        body: { only_allow_merge_if_pipeline_succeeds: true },
      },
      {
        call: `POST ${rules}`,
        body: {
          name: 'Golden path',
          approvals_required: 2,
          rule_type: 'any_approver',
        },
      },
    ]);
  });

  it('changes nothing where all is as asked', async () => {
    await protect('gitlab', {
      [`GET ${branches}/main`]: {
        body: { push_access_levels: [{ access_level: 0 }] },
      },
      [`GET ${rules}`]: {
        body: [{ id: 7, name: 'Golden path', approvals_required: 1 }],
      },
    });
    expect(writes()).toEqual([]);
  });

  it('says what a plan without approvals leaves open', async () => {
    const { output, warn } = await protect('gitlab', {
      [`POST ${branches}`]: { status: 201 },
      [`GET ${rules}`]: { status: 403 },
    });
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining('no required approvals'),
    );
    expect(output.settingsUrl).toBe(
      `http://${host}/acme/orders/-/settings/repository`,
    );
  });
});

describe('on Gitea', () => {
  const rules = '/api/v1/repos/acme/orders/branch_protections';
  const rule = {
    enable_push: false,
    required_approvals: 1,
    block_on_official_review_requests: false,
    enable_status_check: false,
    status_check_contexts: [],
  };

  it('makes a rule, and brings one that is there to what is asked', async () => {
    const { auditor } = await protect('gitea', {
      [`POST ${rules}`]: { status: 201 },
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'branch-protect' }),
    );
    expect(audit.success).toHaveBeenCalledTimes(1);
    await protect('gitea', {
      [`GET ${rules}/main`]: {},
      [`PATCH ${rules}/main`]: {},
    });
    expect(writes()).toEqual([
      { call: `POST ${rules}`, body: { rule_name: 'main', ...rule } },
      { call: `PATCH ${rules}/main`, body: rule },
    ]);
  });

  it('says what is done and what is not when the host refuses', async () => {
    await expect(protect('gitea', {})).rejects.toThrow(
      /acme\/orders is made and stays as it is, but main is not protected: the host answered 404/,
    );
    expect(audit.fail).toHaveBeenCalledTimes(1);
  });
});

it('asks the host nothing in a dry run, and gives the true output', async () => {
  const { output } = await protect('gitea', {}, {}, { isDryRun: true });
  expect(output).toEqual({
    settingsUrl: `http://${host}/acme/orders/settings/branches`,
  });
  expect(calls).toEqual([]);
  expect(audit.success).not.toHaveBeenCalled();
});

it('needs the permission', async () => {
  const decision = AuthorizeResult.DENY;
  await expect(protect('gitea', {}, {}, { decision })).rejects.toThrow(
    /'catalog\.location\.create'/,
  );
  expect(calls).toEqual([]);
});

it('leaves other hosts to their own actions', async () => {
  await expect(protect('bitbucketServer', {})).rejects.toThrow(
    /no GitLab or Gitea host; use the stock action/,
  );
});
