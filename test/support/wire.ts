// HTTP/1.1 as it goes over the wire. Clients that are libraries correct what they
// send, and hide what came back; here both stay as they are.
import { connect } from 'node:net';

/** The server has to end the connection within this time. */
const PATIENCE_MS = 30_000;

/** One answer of those that came over a connection. */
export interface WireAnswer {
  readonly status: number;
  /** By names in lower case; values of a name that came twice are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Opens a connection, writes the parts one after the other, `pauseMs` apart, until
 * the server ends it, and returns every byte that came, one a character. Closes
 * nothing itself: a server takes that for a client that went away.
 */
export async function exchange(
  url: string,
  parts: readonly string[],
  pauseMs = 0,
): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const came: Buffer[] = [];
  let failure: Error | undefined;
  socket.on('data', chunk => came.push(chunk));
  // Who refuses a body may close while it is sent; what was answered still counts.
  socket.on('error', error => (failure = error));
  const closed = new Promise(resolve => socket.once('close', resolve));
  const watchdog = setTimeout(
    () => socket.destroy(new Error(`${url} kept a connection open`)),
    PATIENCE_MS,
  );
  for (const [index, part] of parts.entries()) {
    // It waits for nothing: slow is what such a client is.
    if (index > 0 && pauseMs > 0) {
      const timer = new Promise(resolve => setTimeout(resolve, pauseMs));
      await Promise.race([timer, closed]);
    }
    if (!socket.writable) break;
    socket.write(part, 'latin1');
  }
  await closed;
  clearTimeout(watchdog);
  const text = Buffer.concat(came).toString('latin1');
  if (failure && !/ECONNRESET|EPIPE/.test(failure.message)) throw failure;
  return text;
}

/** Reads the answers that came over a connection, to HEAD or else; throws when they are not whole. */
export function readAnswers(text: string, isHead = false): WireAnswer[] {
  const answers: WireAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest
      .slice(0, Math.max(end, 0))
      .split('\r\n');
    const [, digits] = /^HTTP\/1\.[01] (\d{3}) \S/.exec(first) ?? [];
    if (!digits) throw new Error(`no answer in HTTP: ${rest}`);
    const status = Number(digits);
    const headers = readHeaders(lines);
    const hasBody = !isHead && status >= 200 && ![204, 304].includes(status);
    const { body, after } = hasBody
      ? readBody(rest.slice(end + 4), headers)
      : { body: '', after: rest.slice(end + 4) };
    answers.push({ status, headers, body: Buffer.from(body, 'latin1') });
    rest = after;
  }
  return answers;
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value = ''] = /^([!-9;-~]+): ?(.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`no header: ${line}`);
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

function readBody(text: string, headers: Readonly<Record<string, string>>) {
  if (headers['transfer-encoding'] === 'chunked') return readChunks(text);
  const { 'content-length': length } = headers;
  if (length === undefined) return { body: text, after: '' };
  if (text.length < Number(length)) {
    throw new Error(`the body has ${text.length} bytes of ${length}`);
  }
  const end = Number(length);
  return { body: text.slice(0, end), after: text.slice(end) };
}

function readChunks(text: string) {
  let body = '';
  let rest = text;
  for (;;) {
    const [head, size] = /^([0-9a-f]+)\r\n/i.exec(rest) ?? [];
    if (!head || !size) throw new Error(`no chunk: ${rest}`);
    const end = head.length + parseInt(size, 16);
    if (rest.slice(end, end + 2) !== '\r\n') throw new Error('a chunk is cut');
    body += rest.slice(head.length, end);
    rest = rest.slice(end + 2);
    if (end === head.length) return { body, after: rest };
  }
}
