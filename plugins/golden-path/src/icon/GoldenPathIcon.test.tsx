import { renderInTestApp } from '@backstage/frontend-test-utils';
import { iconsApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp as renderInOldApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { GoldenPathResultListItem } from '../search/GoldenPathResultListItem';

// The first render compiles much, and a busy machine is slow at it.
jest.setTimeout(60_000);

const Worker = () => <svg aria-label="worker" />;
const icons = {
  icon: (name: string) => (name === 'worker' ? <Worker /> : undefined),
  getIcon: (name: string) => (name === 'worker' ? Worker : undefined),
  listIconKeys: () => ['worker'],
};

const results = (
  <>
    {['worker', 'unknown', undefined].map(icon => (
      <article key={`${icon}`} aria-label={`${icon}`}>
        <GoldenPathResultListItem
          result={{ title: 'Go worker', text: '', location: '/', ...{ icon } }}
        />
      </article>
    ))}
  </>
);

/** What the icons of each result are called. */
async function iconsSeen() {
  const found = await screen.findAllByRole('article');
  return found.map(result =>
    [...result.querySelectorAll('svg')].map(svg =>
      svg.getAttribute('aria-label'),
    ),
  );
}

describe('the icon of a golden path', () => {
  it("is the app's own, or else a general one", async () => {
    renderInTestApp(results, { apis: [[iconsApiRef, icons]] });
    expect(await iconsSeen()).toEqual([['worker'], [null], [null]]);
  });

  it('is the same in an app of the old frontend system', async () => {
    await renderInOldApp(results, { icons: { worker: Worker } });
    expect(await iconsSeen()).toEqual([['worker'], [null], [null]]);
  });
});
