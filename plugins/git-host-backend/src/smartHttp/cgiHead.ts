import { Readable } from 'node:stream';

/** The head of a CGI answer. */
export interface CgiHead {
  status: number;
  headers: [name: string, value: string][];
}

const MAX_HEAD_BYTES = 64 * 1024;

/** Reads the head of a CGI answer off a stream and leaves the body in it. Rejects when there is none. */
export function readCgiHead(stream: Readable): Promise<CgiHead> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    function settle(action: () => void) {
      stream.off('readable', onReadable);
      stream.off('end', onEnd);
      stream.off('error', onEnd);
      action();
    }
    function onEnd() {
      settle(() => reject(new Error('git http-backend gave no answer')));
    }
    function onReadable() {
      const chunk: Buffer | null = stream.read();
      if (chunk === null) {
        return;
      }
      seen = Buffer.concat([seen, chunk]);
      const body = bodyStart(seen);
      if (body !== undefined) {
        settle(() => {
          stream.unshift(seen.subarray(body));
          resolve(parseCgiHead(seen.toString('latin1', 0, body)));
        });
      } else if (seen.length > MAX_HEAD_BYTES) {
        settle(() => reject(new Error('git http-backend gave no headers')));
      }
    }
    stream.on('readable', onReadable);
    stream.on('end', onEnd);
    stream.on('error', onEnd);
  });
}

/** Parses the lines of a CGI head; without a `Status` line the status is 200. */
export function parseCgiHead(text: string): CgiHead {
  const fields = text.split(/\r?\n/).flatMap(line => {
    const colon = line.indexOf(':');
    return colon < 1
      ? []
      : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
  const status = fields.find(([name]) => name.toLowerCase() === 'status');
  return {
    status: status ? Number.parseInt(status[1], 10) : 200,
    headers: fields
      .filter(field => field !== status)
      .map(([name, value]) => [name, value]),
  };
}

function bodyStart(bytes: Buffer): number | undefined {
  const separator = /\r?\n\r?\n/.exec(bytes.toString('latin1'));
  return separator ? separator.index + separator[0].length : undefined;
}
