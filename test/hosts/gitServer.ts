import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { run, runOrThrow } from '../support/processes';

/** What a call of the REST API is answered with. */
export interface Answer {
  status?: number;
  /** JSON, unless it is bytes. */
  body?: unknown;
}

/** A call of the REST API. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

/** The part of a host's REST API that Backstage calls; undefined is 404. */
export type Api = (
  host: GitServer,
  call: Call,
) => Promise<Answer | undefined> | Answer | undefined;

/** How a server differs from one at an address of its own with repositories at `/owner/name`. */
interface ServerOptions {
  /** The address that its answers tell, when clients know it by another. */
  url?: string;
  /** The repository that Git speaks to at a path. */
  repositoryAt?: (path: string) => string | undefined;
  /** Whether a path is answered without the password; none, unless given. */
  isOpen?: (path: string) => boolean;
}

/** Projects of Azure DevOps may have a space in their name. */
const NAME = /^[A-Za-z0-9-]+( [A-Za-z0-9-]+)*(\/[a-z0-9-]+)+$/;
const ownerAndName = (path: string) => /^\/([^.]+)(?:\.git)?$/.exec(path)?.[1];

/**
 * A Git host on this machine: bare repositories with real pushes over HTTP,
 * beside the REST API of another host. Every request needs the password.
 */
export class GitServer {
  private constructor(
    readonly url: string,
    readonly port: number,
    readonly root: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(
    api: Api,
    password: string,
    {
      url,
      repositoryAt = ownerAndName,
      isOpen = () => false,
    }: ServerOptions = {},
  ): Promise<GitServer> {
    const root = await mkdtemp(join(tmpdir(), 'golden-path-host-'));
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const address = url ?? `http://localhost:${port}`;
    const host = new GitServer(address, port, root, async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    });
    server.on('request', (req, res) => {
      answer(host, { api, password, repositoryAt, isOpen }, req, res).catch(
        error => {
          res.statusCode = 500;
          res.end(String(error.stack));
        },
      );
    });
    return host;
  }

  /** Rules for branches as they were asked for, by repository and branch. */
  readonly protections = new Map<string, Record<string, unknown>>();

  stop(): Promise<void> {
    return this.close();
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** Makes an empty repository, such as `owner/name`. */
  async create(name: string): Promise<void> {
    if (!NAME.test(name)) throw new Error(`no name of a repository: ${name}`);
    await runOrThrow('git', [
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      this.directory(name),
    ]);
  }

  directory(name: string): string {
    return join(this.root, `${name}.git`);
  }

  /** Whether there is a repository of that name, empty or not. */
  async exists(name: string): Promise<boolean> {
    if (!NAME.test(name)) return false;
    return (await this.git(name, ['rev-parse', '--git-dir'])).code === 0;
  }

  /** The commit of a branch; undefined when there is none, or no repository. */
  async commit(name: string, branch: string): Promise<string | undefined> {
    if (!NAME.test(name)) return undefined;
    const { code, stdout } = await this.git(name, [
      'rev-parse',
      '--verify',
      '--quiet',
      `refs/heads/${branch}`,
    ]);
    return code === 0 ? stdout.trim() : undefined;
  }

  /** The text of a file on a branch. */
  async file(
    name: string,
    branch: string,
    path: string,
  ): Promise<string | undefined> {
    if (!(await this.commit(name, branch))) return undefined;
    const { code, stdout } = await this.git(name, [
      'show',
      `${branch}:${path}`,
    ]);
    return code === 0 ? stdout : undefined;
  }

  /** An archive of a commit: gzipped, its files below one folder, unless given otherwise. */
  async archive(
    name: string,
    commit: string,
    shape: readonly string[] = ['--format=tar.gz', '--prefix=it/'],
  ): Promise<Buffer> {
    const child = spawn('git', ['archive', ...shape, commit], {
      cwd: this.directory(name),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return buffer(child.stdout);
  }

  private git(name: string, args: string[]) {
    return run('git', ['--git-dir', this.directory(name), ...args]);
  }
}

/**
 * A resource that holds the rule for a branch: read, made where none is,
 * changed where one is, and taken away, as hosts do it.
 */
export function protectionOf(
  { protections }: GitServer,
  name: string,
  branch: string,
  { method, body }: Pick<Call, 'method' | 'body'>,
): Answer | undefined {
  const key = `${name} ${branch}`;
  const rule = protections.get(key);
  if (method === 'POST' && rule) return { status: 409, body: {} };
  if (method !== 'POST' && method !== 'PUT' && !rule) return undefined;
  if (method === 'DELETE') protections.delete(key);
  else if (method !== 'GET') protections.set(key, { ...rule, ...body });
  return { body: protections.get(key) ?? {} };
}

async function answer(
  host: GitServer,
  how: { api: Api; password: string } & Required<
    Pick<ServerOptions, 'repositoryAt' | 'isOpen'>
  >,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? '/', host.url);
  const path = decodeURIComponent(url.pathname);
  if (!how.isOpen(path) && !carries(req, how.password)) {
    req.resume();
    res.writeHead(401, { 'www-authenticate': 'Basic realm="host"' }).end();
    return;
  }
  const [, page = '', service] =
    /^(.+)(\/info\/refs|\/git-(?:upload|receive)-pack)$/.exec(path) ?? [];
  const name = service && how.repositoryAt(page);
  if (name && NAME.test(name)) {
    serveGit(host, `/${name}.git${service}`, url.search, req, res);
    return;
  }
  const text = (await buffer(req)).toString('utf8');
  const reply = await how.api(host, {
    method: req.method ?? 'GET',
    path,
    query: url.searchParams,
    body: text.startsWith('{')
      ? (JSON.parse(text) as Record<string, unknown>)
      : {},
  });
  const { status = 200, body } = reply ?? {
    status: 404,
    body: { message: 'Not Found' },
  };
  const bytes = Buffer.isBuffer(body);
  res.writeHead(status, {
    'content-type': bytes ? 'application/octet-stream' : 'application/json',
  });
  res.end(bytes ? body : JSON.stringify(body));
}

/** Whether a request carries the password, as a token or in Basic form. */
function carries(req: IncomingMessage, password: string): boolean {
  const { authorization = '', 'private-token': token } = req.headers;
  const [scheme = '', value = ''] = authorization.split(' ');
  const given =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : value;
  return [given, token].includes(password);
}

function serveGit(
  host: GitServer,
  path: string,
  search: string,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const child = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: host.root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: req.method,
      CONTENT_TYPE: req.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: req.headers['content-encoding'] ?? '',
      REMOTE_USER: 'somebody',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  req.pipe(child.stdin);
  void buffer(child.stdout).then(output => {
    const end = output.indexOf('\r\n\r\n');
    const head = output.subarray(0, end).toString('latin1').split('\r\n');
    const fields = head.map(line => line.split(': ') as [string, string]);
    const status = fields.find(([name]) => name === 'Status')?.[1];
    res.statusCode = status ? Number.parseInt(status, 10) : 200;
    for (const [name, value] of fields) {
      if (name !== 'Status') res.setHeader(name, value);
    }
    res.end(output.subarray(end + 4));
  });
}
