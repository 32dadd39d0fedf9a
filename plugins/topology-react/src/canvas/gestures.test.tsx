import { fireEvent, render, screen } from '@testing-library/react';
import { shop } from '../__testUtils__/shop';
import { TopologyView } from '../TopologyView/TopologyView';

/** Where the scene lies. */
const place = () => {
  const scene = document.querySelector<SVGElement>('[data-gliding]')!;
  const [x, y, scale] = [...scene.style.transform.matchAll(/-?[\d.]+/g)].map(
    ([number]) => Number(number),
  );
  return { x: x!, y: y!, scale: scale! };
};

const surface = () => screen.getByRole('application');

/** Turns the wheel, and says whether the page was kept from scrolling. */
const wheel = (turn: WheelEventInit) => !fireEvent.wheel(surface(), turn);

function drag(from: Element, by: { x: number; y: number }) {
  const canvas = surface().parentElement!;
  canvas.setPointerCapture = jest.fn();
  const at = (x: number, y: number) => ({
    pointerId: 1,
    button: 0,
    clientX: x,
    clientY: y,
  });
  fireEvent.pointerDown(from, at(100, 100));
  fireEvent.pointerMove(from, at(100 + by.x / 2, 100 + by.y / 2));
  fireEvent.pointerMove(from, at(100 + by.x, 100 + by.y));
  fireEvent.pointerUp(from, at(100 + by.x, 100 + by.y));
  fireEvent.click(from);
}

describe('gestures', () => {
  beforeEach(() => {
    render(<TopologyView title="shop" topology={shop} />);
  });

  it('pans with a drag, which chooses nothing', () => {
    const before = place();
    drag(screen.getByRole('button', { name: /^order-service/ }), {
      x: 40,
      y: -30,
    });
    expect(place()).toEqual({
      x: before.x + 40,
      y: before.y - 30,
      scale: before.scale,
    });
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });

  it('takes a click with a trembling hand as a click', () => {
    const before = place();
    drag(screen.getByRole('button', { name: /^order-service/ }), {
      x: 2,
      y: 1,
    });
    expect(place()).toEqual(before);
    expect(screen.getByRole('complementary')).toBeInTheDocument();
  });

  it('leaves the wheel to the page while all can be seen', () => {
    const before = place();
    expect(wheel({ deltaY: 50 })).toBe(false);
    expect(place()).toEqual(before);
  });

  it('zooms with the wheel and Control, then pans with the wheel', () => {
    const before = place();
    expect(wheel({ deltaY: -100, ctrlKey: true })).toBe(true);
    const zoomed = place();
    expect(zoomed.scale).toBeGreaterThan(before.scale);
    expect(wheel({ deltaX: 30 })).toBe(true);
    expect(place().x).toBeCloseTo(zoomed.x - 30);
    expect(wheel({ deltaY: 30, shiftKey: true })).toBe(true);
    expect(place().x).toBeCloseTo(zoomed.x - 60);
  });

  it('zooms with two fingers', () => {
    const canvas = surface().parentElement!;
    canvas.setPointerCapture = jest.fn();
    const finger = (pointerId: number, clientX: number) => ({
      pointerId,
      button: 0,
      clientX,
      clientY: 200,
    });
    const before = place();
    fireEvent.pointerDown(surface(), finger(1, 200));
    fireEvent.pointerDown(surface(), finger(2, 300));
    fireEvent.pointerMove(surface(), finger(2, 400));
    expect(place().scale).toBeCloseTo(before.scale * 2);
  });
});
