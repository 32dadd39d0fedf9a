import { momentNames } from './momentNames';

describe('the names of moments', () => {
  const now = new Date(2026, 10, 20, 18, 0, 0);
  const moment = (revision: number, ...time: [number, number, number]) => ({
    revision,
    at: new Date(2026, 10, ...time, revision).toISOString(),
  });
  const names = momentNames(
    [moment(3, 20, 12, 30), moment(2, 20, 12, 30), moment(1, 19, 12, 30)],
    now,
  );

  it('differ, also within a minute', () => {
    expect(new Set(names.values()).size).toBe(3);
    expect(names.get(3)).toContain('30:03');
    expect(names.get(2)).toContain('30:02');
  });

  it('say the day where it is another', () => {
    expect(names.get(1)).toContain('19');
    expect(names.get(1)).not.toContain('30:01');
  });
});
