import { assignLanes } from './lanes';

describe('assignLanes', () => {
  it('gives straight lines no lane', () => {
    expect(assignLanes([{ left: [10], right: [10] }], 12)).toEqual({
      lanes: [undefined],
      count: 0,
    });
  });

  it('lets lines share a lane that are far enough apart', () => {
    const near = [
      { left: [0], right: [40] },
      { left: [60], right: [100] },
    ];
    expect(assignLanes(near, 12).count).toBe(1);
    expect(assignLanes(near, 30).count).toBe(2);
  });

  it('orders nested lines so that they do not cross', () => {
    const { lanes } = assignLanes(
      [
        { left: [0], right: [100] },
        { left: [20], right: [120] },
      ],
      12,
    );
    // both go down: the lower one has to turn first
    expect(lanes).toEqual([1, 0]);
  });

  it('keeps a line that leaves where another enters from running into it', () => {
    const { lanes } = assignLanes(
      [
        { left: [50], right: [0] },
        { left: [100], right: [52] },
      ],
      12,
    );
    expect(lanes).toEqual([0, 1]);
  });

  it('gives a trunk with its branches one lane', () => {
    const { lanes, count } = assignLanes(
      [{ left: [50], right: [0, 60, 90] }],
      12,
    );
    expect(lanes).toEqual([0]);
    expect(count).toBe(1);
  });
});
