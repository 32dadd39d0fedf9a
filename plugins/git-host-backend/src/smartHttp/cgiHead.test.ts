import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseCgiHead, readCgiHead } from './cgiHead';

describe('parseCgiHead', () => {
  it('takes the status from its line', () => {
    expect(
      parseCgiHead('Status: 404 Not Found\r\nContent-Type: text/plain\r\n\r\n'),
    ).toEqual({ status: 404, headers: [['Content-Type', 'text/plain']] });
  });

  it('means success without a status line', () => {
    expect(parseCgiHead('Pragma: no-cache\n\n').status).toBe(200);
  });
});

describe('readCgiHead', () => {
  it('leaves the body in the stream, whatever the chunks', async () => {
    const answer = 'Status: 200 OK\r\nA: b: c\r\n\r\nPACK\r\n\r\nbody';
    for (let cut = 1; cut < answer.length; cut += 1) {
      const stream = new PassThrough();
      stream.write(answer.slice(0, cut));
      setImmediate(() => stream.end(answer.slice(cut)));
      await expect(readCgiHead(stream)).resolves.toEqual({
        status: 200,
        headers: [['A', 'b: c']],
      });
      await expect(text(stream)).resolves.toBe('PACK\r\n\r\nbody');
    }
  });

  it('rejects when git ends without an answer', async () => {
    await expect(readCgiHead(Readable.from([]))).rejects.toThrow(/no answer/);
  });

  it('rejects a head without end', async () => {
    const endless = Readable.from(Array(100).fill(Buffer.alloc(1024, 'x')));
    await expect(readCgiHead(endless)).rejects.toThrow(/no headers/);
  });
});
