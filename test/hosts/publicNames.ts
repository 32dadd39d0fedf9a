import { once } from 'node:events';
import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer as createProxy, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificate } from '../support/certificate';
import type { GitServer } from './gitServer';

/**
 * A proxy that leads public names, such as `bitbucket.org`, to servers of this
 * machine, and every other name nowhere: for hosts whose address nobody can
 * configure. TLS ends here, with a certificate that only `env` trusts.
 */
export class PublicNames {
  private constructor(
    /** Environment of a process that goes through the proxy. */
    readonly env: Record<string, string>,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(
    servers: Readonly<Record<string, GitServer>>,
  ): Promise<PublicNames> {
    const { cert, private: key } = certificate(Object.keys(servers));
    const folder = await mkdtemp(join(tmpdir(), 'golden-path-names-'));
    const certificates = join(folder, 'certificates.pem');
    await writeFile(certificates, cert);

    const tls = createTlsServer({ cert, key }, (req, res) => {
      const port = servers[req.headers.host ?? '']?.port;
      const { method, url: path, headers } = req;
      const onward = request(
        { host: '127.0.0.1', port, method, path, headers },
        answer => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
      );
      onward.on('error', error => res.destroy(error));
      req.pipe(onward);
    });
    const proxy = createProxy();
    proxy.on('connect', (req, socket) => {
      socket.on('error', () => socket.destroy());
      if (!servers[req.url?.replace(/:443$/, '') ?? '']) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      tls.emit('connection', socket);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;

    return new PublicNames(
      {
        HTTPS_PROXY: `http://127.0.0.1:${port}`,
        NO_PROXY: 'localhost,127.0.0.1',
        NODE_USE_ENV_PROXY: '1',
        NODE_EXTRA_CA_CERTS: certificates,
      },
      async () => {
        tls.closeAllConnections();
        proxy.closeAllConnections();
        await new Promise(resolve => proxy.close(resolve));
        await rm(folder, { recursive: true, force: true });
      },
    );
  }

  stop(): Promise<void> {
    return this.close();
  }
}
