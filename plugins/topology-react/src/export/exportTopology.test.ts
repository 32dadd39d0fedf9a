import {
  difference,
  differenceLooks,
  layout,
  tintsOf,
  toSvg,
} from '@golden-path/backstage-plugin-topology-common';
import { shop } from '../__testUtils__/shop';
import { looksOf } from '../state/lens';
import { exportTopology } from './exportTopology';

const { createObjectURL } = URL;

/** What a download holds. */
async function saved(run: () => Promise<string>): Promise<string> {
  const blobs: Blob[] = [];
  URL.createObjectURL = blob => {
    blobs.push(blob as Blob);
    return 'blob:saved';
  };
  URL.revokeObjectURL ??= () => {};
  try {
    await run();
  } finally {
    URL.createObjectURL = createObjectURL;
  }
  return blobs[0]?.text() ?? '';
}

describe('an exported SVG', () => {
  const title = 'Shop';
  const theme = 'light' as const;

  it('is what the library and the command line draw', async () => {
    const scene = layout(shop);
    const svg = await saved(() =>
      exportTopology('svg', { title, theme, topology: shop, scene }),
    );
    expect(svg).toBe(toSvg(scene, { title, theme }));
  });

  it('has the colours that the view shows', async () => {
    const scene = layout(shop);
    const tints = tintsOf(shop, 'language');
    const svg = await saved(() =>
      exportTopology('svg', { title, theme, topology: shop, scene, tints }),
    );
    expect(svg).toBe(toSvg(scene, { title, theme, tints }));
    expect(svg).toContain('>Language<');
  });

  it('shows what the lens shows', async () => {
    const before = {
      ...shop,
      edges: shop.edges.filter(({ to }) => to !== 'session-cache'),
    };
    const found = difference(before, shop);
    const scene = layout(found.union);
    const compared = { difference: found, from: 'old', to: 'new' };
    const looks = looksOf('difference', shop, compared);
    const svg = await saved(() =>
      exportTopology('svg', { title, theme, topology: shop, scene, looks }),
    );
    expect(svg).toContain('+ cache');
    expect(svg).toBe(
      toSvg(scene, { title, theme, looks: differenceLooks(found) }),
    );
  });
});
