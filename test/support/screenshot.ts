import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(dirname(__dirname), 'e2e', 'screenshots');
/** What moves has come to rest by then. */
const SETTLE_MS = 700;

/** The theme that pages are shown in: the environment's SCREENSHOTS, else light. */
export const THEME = process.env.SCREENSHOTS === 'dark' ? 'dark' : 'light';

/**
 * Keeps a picture of the page in test/e2e/screenshots when the environment has
 * SCREENSHOTS=light or SCREENSHOTS=dark; of a window of another size, if one is given.
 */
export async function screenshot(
  page: Page,
  name: string,
  size?: { width: number; height: number },
): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const usual = page.viewportSize();
  if (size) await page.setViewportSize(size);
  await mkdir(FOLDER, { recursive: true });
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(FOLDER, `${name}-${THEME}.png`) });
  if (size && usual) await page.setViewportSize(usual);
}
