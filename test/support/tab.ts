import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { THEME } from './screenshot';

/**
 * Opens a tab as large as a laptop shows it, in the theme of screenshots, unless
 * the options say otherwise; what is awaited there may take so long.
 */
export async function openTab(
  browser: Browser,
  timeoutMs: number,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage({
    colorScheme: THEME,
    viewport: { width: 1500, height: 950 },
    ...options,
  });
  page.setDefaultTimeout(timeoutMs);
  return page;
}

/** Does something in a tab and closes it; a failure says what the tab showed then. */
export async function inTab(
  page: Page,
  take: () => Promise<void>,
): Promise<void> {
  try {
    await take();
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(`${page.url()} shows '${shown}'`, { cause: error });
  } finally {
    await page.close();
  }
}
