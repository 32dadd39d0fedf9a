import { chromium, type Browser } from 'playwright-core';
import { fromDebian, onPath } from './debian';

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

/** Where Chromium is: on PATH, or where CHROMIUM_PATH says. */
export function chromiumExecutable(): Promise<string> {
  return fromDebian(
    () =>
      process.env.CHROMIUM_PATH ??
      COMMANDS.map(onPath).find(file => file !== undefined),
    'chromium',
    'no Chromium on PATH; install it, or name its executable in CHROMIUM_PATH',
  );
}
