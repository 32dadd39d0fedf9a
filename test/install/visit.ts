import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';

/** Building an app and a first visit to it leave a small machine busy. */
const TIMEOUT_MS = 120_000;

/**
 * Takes somebody through an app in a tab of its own; errors that the app does not
 * catch fail the visit. One that fails says what was shown at the end.
 */
export async function visit(
  browser: Browser,
  take: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1500, height: 950 },
  });
  page.setDefaultTimeout(TIMEOUT_MS);
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  try {
    await take(page);
    assert.deepEqual(errors, []);
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(
      `${page.url()} shows '${shown}', after the errors ${errors}`,
      { cause: error },
    );
  } finally {
    await page.close();
  }
}

/** Opens a page of the app as the guest, and waits for what it shows first. */
export async function enter(
  page: Page,
  url: string,
  shows: Locator,
): Promise<void> {
  await page.goto(url);
  const button = page.getByRole('button', { name: 'Enter' });
  await button.or(shows).first().waitFor();
  if (await button.isVisible()) await button.click();
  await shows.first().waitFor();
}
