import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runOrThrow } from './processes';

const CORE = 'mkdocs-techdocs-core==1.7.1';
const TOOLS = join(dirname(dirname(__dirname)), '.cache', CORE);

/** Installs what renders TechDocs, unless it is there, and returns the folder of its command. */
export async function installMkdocs(): Promise<string> {
  const bin = join(TOOLS, 'bin');
  if (!existsSync(join(bin, 'mkdocs'))) {
    await mkdir(dirname(TOOLS), { recursive: true });
    await runOrThrow('python3', ['-m', 'venv', '--clear', TOOLS]);
    await runOrThrow(join(bin, 'pip'), ['install', '--quiet', CORE]);
  }
  return bin;
}
