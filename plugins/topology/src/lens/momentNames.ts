import type { TopologyMoment } from '@golden-path/backstage-plugin-topology-common';

/** When it was; the day is said of other days than that of `now`. */
function nameOf(
  { at }: TopologyMoment,
  now: Date,
  timeStyle: 'short' | 'medium',
): string {
  const time = new Date(at);
  const isToday = time.toDateString() === now.toDateString();
  return time.toLocaleString([], {
    ...(isToday ? {} : { dateStyle: 'short' }),
    timeStyle,
  });
}

/** What moments are called, by revision: with seconds, where minutes do not tell them apart. */
export function momentNames(
  moments: readonly TopologyMoment[],
  now = new Date(),
): ReadonlyMap<number, string> {
  const short = moments.map(moment => nameOf(moment, now, 'short'));
  const isShared = (name: string) =>
    short.indexOf(name) !== short.lastIndexOf(name);
  return new Map(
    moments.map((moment, index) => {
      const name = short[index]!;
      return [
        moment.revision,
        isShared(name) ? nameOf(moment, now, 'medium') : name,
      ];
    }),
  );
}
