import type { JsonObject, JsonValue } from '@backstage/types';
import type { Host } from '@golden-path/backstage-plugin-golden-path-common';

/** What decides about a step that is for some portals only. */
export interface Portal {
  /** The hosts that repositories are created on. */
  readonly hosts: readonly Host[];
  /** Whether the main branch of a new repository is protected. */
  readonly protection: boolean;
}

const CONDITIONS = ['hosts', 'protection'];

/**
 * The steps that a portal has a use for, as the scaffolder takes them: without
 * `only`, which says what a step is for.
 *
 * @throws Error that names the step whose `only` is none
 */
export function stepsHere(
  steps: JsonValue | undefined,
  portal: Portal,
): JsonValue | undefined {
  if (!Array.isArray(steps)) return steps;
  return steps.flatMap(step => {
    if (!isObject(step) || step.only === undefined) return [step];
    const { only, ...rest } = step;
    return isHere(only, portal, String(step.id)) ? [rest] : [];
  });
}

function isHere(only: JsonValue, portal: Portal, step: string): boolean {
  const { hosts, protection } = isObject(only) ? only : {};
  const isKnown =
    isObject(only) && Object.keys(only).every(key => CONDITIONS.includes(key));
  if (
    !isKnown ||
    !(hosts === undefined || Array.isArray(hosts)) ||
    !(protection === undefined || protection === true)
  ) {
    throw new Error(
      `'only' of the step '${step}' is not understood; write { hosts: [github], protection: true }, or one of both`,
    );
  }
  return (
    (!hosts || portal.hosts.some(({ type }) => hosts.includes(type))) &&
    (!protection || portal.protection)
  );
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
