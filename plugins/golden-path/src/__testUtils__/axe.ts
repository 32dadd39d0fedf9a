import axe from 'axe-core';

/** What axe finds in an element, a line a violation; colours need a real browser. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ html }) => html).join(', ')})`,
  );
}
