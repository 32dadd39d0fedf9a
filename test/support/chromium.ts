import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { run, runOrThrow } from './processes';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumExecutable(),
    args: FLAGS,
  });
}

/** Where Chromium is. Installs Debian's when it is missing and this process may. */
export async function chromiumExecutable(): Promise<string> {
  const found = process.env.CHROMIUM_PATH ?? onPath();
  if (found) return found;
  if (
    process.getuid?.() === 0 &&
    (await run('apt-get', ['--version'])).code === 0
  ) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runOrThrow('apt-get', ['update'], { env });
    await runOrThrow('apt-get', ['install', '-y', 'chromium'], { env });
  }
  const installed = onPath();
  if (!installed) {
    throw new Error(
      'no Chromium on PATH; install it, or name its executable in CHROMIUM_PATH',
    );
  }
  return installed;
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return COMMANDS.flatMap(name =>
    folders.map(folder => join(folder, name)),
  ).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
