import fc from 'fast-check';
import { spread, spreadWithin } from './isotonic';

describe('spread', () => {
  it('leaves places alone that are far enough apart', () => {
    expect(spread([0, 50, 90], [1, 1, 1], [20, 20])).toEqual([0, 50, 90]);
  });

  it('moves places apart by equal shares', () => {
    expect(spread([10, 10], [1, 1], [20])).toEqual([0, 20]);
  });

  it('moves the lighter ones further', () => {
    expect(spread([10, 10], [3, 1], [20])).toEqual([5, 25]);
  });

  it('always keeps the distances', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.nat(60))),
        list => {
          const gaps = list.map(([, gap]) => gap);
          const places = spread(
            list.map(([place]) => place),
            list.map(() => 1),
            gaps,
          );
          places.slice(1).forEach((place, i) => {
            expect(place - (places[i] ?? 0)).toBeGreaterThanOrEqual(
              gaps[i] ?? 0,
            );
          });
        },
      ),
    );
  });
});

describe('spreadWithin', () => {
  it('stays in its range, and narrows the gap where there is no room', () => {
    expect(spreadWithin([0, 0, 0], 16, 8, 40)).toEqual([8, 24, 40]);
    expect(spreadWithin([90, 90, 90, 90, 90], 16, 8, 40)).toEqual([
      8, 16, 24, 32, 40,
    ]);
    expect(spreadWithin([100], 16, 8, 40)).toEqual([40]);
  });
});
