import { IncomingMessage } from 'node:http';
import { Repository } from '../store/RepositoryStore';

/** The two services of Git's smart HTTP protocol. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

/** One call of `git http-backend`. */
export interface GitCall {
  repository: Repository;
  service: GitService;
  /** Whether refs are advertised, the first of the two requests that each service takes. */
  advertise: boolean;
  /** The user who was authenticated; recorded in the reflog. */
  user: string | undefined;
}

/** The CGI variables that tell `git http-backend` what is asked. */
export function cgiEnvironment(
  root: string,
  call: GitCall,
  req: IncomingMessage,
): Record<string, string> {
  const { organization, name } = call.repository;
  const endpoint = call.advertise ? 'info/refs' : call.service;
  return {
    GATEWAY_INTERFACE: 'CGI/1.1',
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROJECT_ROOT: root,
    PATH_INFO: `/${organization}/${name}.git/${endpoint}`,
    QUERY_STRING: call.advertise ? `service=${call.service}` : '',
    REQUEST_METHOD: call.advertise ? 'GET' : 'POST',
    REMOTE_ADDR: req.socket.remoteAddress ?? '',
    ...defined('REMOTE_USER', call.user),
    ...defined('CONTENT_TYPE', req.headers['content-type']),
    ...defined('CONTENT_LENGTH', req.headers['content-length']),
    ...defined('HTTP_CONTENT_ENCODING', req.headers['content-encoding']),
    ...defined('GIT_PROTOCOL', gitProtocol(req)),
  };
}

function gitProtocol(req: IncomingMessage): string | undefined {
  const value = req.headers['git-protocol'];
  return typeof value === 'string' && /^[a-z0-9=:.-]{1,100}$/i.test(value)
    ? value
    : undefined;
}

function defined(
  name: string,
  value: string | undefined,
): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
