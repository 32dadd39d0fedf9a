import {
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';

/** What the configuration says of the plugin, see config.d.ts. */
export interface Settings {
  schedule: SchedulerServiceTaskScheduleDefinition;
  keepMs: number;
  windowMs: number;
}

export function readSettings(config: RootConfigService): Settings {
  const refresh = config.getOptionalConfig('topology.refresh');
  const schedule = refresh
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(refresh)
    : { frequency: { minutes: 1 }, timeout: { minutes: 30 } };
  const duration = (key: string, otherwise: HumanDuration) =>
    durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : otherwise,
    );
  return {
    // one replica compares, the others read what it wrote
    schedule: { initialDelay: { seconds: 3 }, ...schedule, scope: 'global' },
    keepMs: duration('topology.history.keep', { days: 90 }),
    windowMs: duration('topology.observed.window', { hours: 1 }),
  };
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time such as `15m`, `1h` or `7d`. */
export function millisecondsOf(window: string): number {
  const unit = window.slice(-1) as keyof typeof UNITS;
  return Number(window.slice(0, -1)) * UNITS[unit];
}
