import type { Locator, Page } from 'playwright-core';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { templateValues } from './answers';

/** A row of the table of fields, as a person fills it in. */
export interface FieldRow {
  name: string;
  type: string;
  required?: boolean;
  unique?: boolean;
  sortable?: boolean;
  limits?: string;
}

/** Where a portal has the wizard, with a form that is filled in if there are answers. */
export function wizardUrl(portalUrl: string, answers?: Answers): string {
  const { goldenPath = 'go-rest-service' } = answers ?? {};
  const url = new URL(`/create/templates/default/${goldenPath}`, portalUrl);
  if (answers) {
    const values = templateValues(portalUrl, answers);
    url.searchParams.set('formData', JSON.stringify(values));
  }
  return url.href;
}

/** Opens the golden path of this title from the list of Create. */
export async function choose(page: Page, title: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Choose' });
  // The card is the innermost that has both; what its classes are called is up to the theme.
  await page
    .locator('div')
    .filter({ has: page.getByText(title, { exact: true }) })
    .filter({ has: button })
    .last()
    .locator(button)
    .click();
}

/** Names the resource of the open tab, and gives it exactly these fields. */
export async function fillResource(
  page: Page,
  name: string,
  fields: readonly FieldRow[],
): Promise<void> {
  await page.getByLabel('Singular').fill(name);
  const grid = page.getByRole('grid', { name: `Fields of ${name}` });
  await removeFields(page, grid);
  for (const [row, field] of fields.entries()) {
    await fillRow(page, grid, row, field);
  }
}

const cell = (grid: Locator, row: number, column: number) =>
  grid.locator(`[data-cell="${row}:${column}"]`);

/** Leaves the one field that a resource must have. */
async function removeFields(page: Page, grid: Locator): Promise<void> {
  const types = grid.locator('[data-cell$=":1"]');
  for (let count = await types.count(); count > 1; count -= 1) {
    await cell(grid, count - 1, 0).focus();
    await page.keyboard.press('Control+Delete');
    await cell(grid, count - 1, 1).waitFor({ state: 'detached' });
  }
}

/** From the name to the limits, cell by cell, as the keys below the table say. */
async function fillRow(
  page: Page,
  grid: Locator,
  row: number,
  field: FieldRow,
): Promise<void> {
  const { name, type, limits } = field;
  const { keyboard } = page;
  await cell(grid, row, 0).focus();
  await keyboard.type(name);
  await keyboard.press('Tab');
  if ((await cell(grid, row, 1).innerText()) !== type) {
    await keyboard.press('F2');
    const types = grid.getByRole('combobox', { name: `Type, row ${row + 1}` });
    await types.selectOption(type);
    await cell(grid, row, 1).focus();
  }
  for (const [at, wanted] of [
    field.required,
    field.unique,
    field.sortable,
  ].entries()) {
    await keyboard.press('Tab');
    await turn(page, cell(grid, row, 2 + at), wanted ?? false);
  }
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  if (limits) {
    await keyboard.press('F2');
    await keyboard.press('Control+A');
    await keyboard.type(limits);
    await keyboard.press('Enter');
  }
}

async function turn(page: Page, flag: Locator, wanted: boolean): Promise<void> {
  const isOn = !(await flag.innerText()).includes('not ');
  if (isOn !== wanted) await page.keyboard.press('Space');
}
