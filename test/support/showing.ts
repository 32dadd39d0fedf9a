import type { Page } from 'playwright-core';

/** Does something on a page; a failure says what the page showed then. */
export async function showing(
  page: Page,
  take: () => Promise<void>,
): Promise<void> {
  try {
    await take();
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(`${page.url()} shows '${shown}'`, { cause: error });
  }
}
