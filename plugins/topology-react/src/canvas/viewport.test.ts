import {
  fitViewport,
  panViewport,
  revealRect,
  scrollViewport,
  zoomViewport,
} from './viewport';

const size = { width: 1000, height: 600 };
const margins = { padding: 20, reserved: 0 };
const bounds = { x: 0, y: 0, width: 2000, height: 800 };

describe('fitViewport', () => {
  it('shrinks a large scene into the canvas and centres it', () => {
    const { scale, x, y } = fitViewport(bounds, size, margins);
    expect(scale).toBeCloseTo(0.48);
    expect(x).toBeCloseTo(20);
    expect(y).toBeCloseTo((600 - 384) / 2);
  });

  it('never enlarges a small scene', () => {
    const small = { x: 0, y: 0, width: 100, height: 50 };
    expect(fitViewport(small, size, margins)).toEqual({
      scale: 1,
      x: 450,
      y: 275,
    });
  });

  it('moves aside for a panel, as far as there is room', () => {
    const panel = { padding: 20, reserved: 300 };
    const x = (width: number) =>
      fitViewport({ x: 0, y: 0, width, height: 100 }, size, panel).x;
    expect(x(200)).toBe(400);
    expect(x(600)).toBe(80);
    expect(x(800)).toBe(20);
  });

  it('keeps cards clear of controls in the corner', () => {
    const scene = { x: 0, y: 0, width: 2000, height: 1200 };
    const corner = { width: 160, height: 60 };
    const bottom = (cards: readonly (typeof scene)[]) => {
      const clear = { padding: 0, reserved: 0, corner, cards };
      const { y, scale } = fitViewport(scene, size, clear);
      return y + 1200 * scale;
    };
    const card = { x: 0, y: 1100, width: 196, height: 48 };
    expect(bottom([card])).toBeCloseTo(540);
    expect(bottom([{ ...card, x: 900 }])).toBeCloseTo(600);
    expect(bottom([{ ...card, y: 900 }])).toBeCloseTo(600);
  });

  it('survives a canvas that is smaller than its padding', () => {
    const tiny = { width: 10, height: 10 };
    expect(fitViewport(bounds, tiny, margins).scale).toBeGreaterThan(0);
  });
});

describe('zoomViewport', () => {
  it('keeps the point under the pointer where it is', () => {
    const before = { x: 10, y: 20, scale: 1 };
    const after = zoomViewport(before, 2, { x: 110, y: 120 });
    expect(after.scale).toBe(2);
    expect((110 - after.x) / after.scale).toBe((110 - before.x) / before.scale);
    expect((120 - after.y) / after.scale).toBe((120 - before.y) / before.scale);
  });

  it('stops at both ends', () => {
    const at = { x: 0, y: 0 };
    expect(zoomViewport({ x: 0, y: 0, scale: 1 }, 100, at).scale).toBe(3);
    expect(zoomViewport({ x: 0, y: 0, scale: 1 }, 0.001, at).scale).toBe(0.1);
  });
});

describe('panViewport', () => {
  it('keeps an edge of the scene in the canvas', () => {
    const start = { x: 0, y: 0, scale: 1 };
    const far = panViewport(start, { x: -9000, y: 9000 }, bounds, size);
    expect(far).toEqual({ scale: 1, x: 64 - 2000, y: 600 - 64 });
  });
});

describe('scrollViewport', () => {
  it('goes to the ends of what is out of sight, and no further', () => {
    const start = { x: 0, y: 0, scale: 1 };
    const far = scrollViewport(start, { x: -9000, y: -9000 }, bounds, size);
    expect(far).toEqual({ scale: 1, x: -1000, y: -200 });
    const back = scrollViewport(far, { x: 9000, y: 9000 }, bounds, size);
    expect(back).toEqual(start);
  });

  it('leaves alone what can be seen as a whole', () => {
    const fitted = fitViewport(bounds, size, margins);
    const by = { x: 50, y: -50 };
    expect(scrollViewport(fitted, by, bounds, size)).toEqual(fitted);
  });
});

describe('revealRect', () => {
  it('leaves what can be seen where it is', () => {
    const viewport = { x: 0, y: 0, scale: 1 };
    const rect = { x: 100, y: 100, width: 176, height: 48 };
    expect(revealRect(viewport, rect, size, 24)).toBe(viewport);
  });

  it('pans by no more than needed', () => {
    const viewport = { x: 0, y: 0, scale: 1 };
    const right = { x: 950, y: 100, width: 176, height: 48 };
    expect(revealRect(viewport, right, size, 24)).toEqual({
      scale: 1,
      x: -150,
      y: 0,
    });
    const above = { x: 100, y: -10, width: 176, height: 48 };
    expect(revealRect(viewport, above, size, 24)).toEqual({
      scale: 1,
      x: 0,
      y: 34,
    });
  });
});
