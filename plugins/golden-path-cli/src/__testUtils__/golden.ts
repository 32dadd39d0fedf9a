import { run } from '../run';

/** Runs the command in this process, and returns its exit code and what it wrote. */
export async function golden(args: string[], stdin = '') {
  let out = '';
  let err = '';
  const code = await run(args, {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    stdin: async () => stdin,
  });
  return { code, out, err };
}
