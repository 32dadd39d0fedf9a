import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { THEME } from './screenshot';

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

/** What axe finds in an element of a page, a line a violation; colours too. */
export async function violationsOf(
  page: Page,
  selector: string,
): Promise<string[]> {
  const source = await readFile(require.resolve('axe-core'), 'utf8');
  await page.evaluate(source);
  await page.locator(selector).first().waitFor();
  // Whatever moves has come to rest: colours in between are nobody's.
  await page.waitForTimeout(300);
  const { violations } = await page.evaluate(async css => {
    const { axe } = window as unknown as {
      axe: { run: (context: string) => Promise<AxeResult> };
    };
    return axe.run(css);
  }, selector);
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ html }) => html).join(', ')})`,
  );
}

/**
 * {@link violationsOf} by day and by night. Backstage draws a page anew when its
 * theme changes, so that this is for pages whose address says what they show.
 */
export async function violationsByDayAndNight(
  page: Page,
  selector: string,
): Promise<string[]> {
  const found = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Pages that are none of Backstage's have no mode, and change at once.
    await page.waitForFunction(
      mode => (document.body.dataset.themeMode ?? mode) === mode,
      colorScheme,
    );
    found.push(
      ...(await violationsOf(page, selector)).map(
        violation => `${colorScheme}: ${violation}`,
      ),
    );
  }
  await page.emulateMedia({ colorScheme: THEME });
  return found;
}
