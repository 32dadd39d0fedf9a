import type {
  ConditionalPolicyDecision,
  PermissionCondition,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_GOLDEN_PATH } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPath } from '@golden-path/backstage-plugin-golden-path-common';
import { z } from 'zod';

/** What a policy's conditions are about. @public */
export type GoldenPathResource = Pick<GoldenPath, 'id' | 'tags'>;

/** A condition as a filter: the key holds one of the values. @public */
export interface GoldenPathFilter {
  readonly key: 'id' | 'tags';
  readonly values: readonly string[];
}

/** The golden paths that permissions are conditional by. @public */
export const goldenPathResourceRef = createPermissionResourceRef<
  GoldenPathResource,
  GoldenPathFilter
>().with({ pluginId: 'golden-path', resourceType: RESOURCE_TYPE_GOLDEN_PATH });

const isGoldenPath = createPermissionRule({
  name: 'IS_GOLDEN_PATH',
  description: 'Allow golden paths of these ids',
  resourceRef: goldenPathResourceRef,
  paramsSchema: z.object({
    ids: z.array(z.string()).describe('Ids, such as go-rest-service'),
  }),
  apply: ({ id }, { ids }) => ids.includes(id),
  toQuery: ({ ids }) => ({ key: 'id', values: ids }),
});

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow golden paths with this tag',
  resourceRef: goldenPathResourceRef,
  paramsSchema: z.object({
    tag: z.string().describe('A tag of golden-path.yaml, such as go'),
  }),
  apply: ({ tags }, { tag }) => tags.includes(tag),
  toQuery: ({ tag }) => ({ key: 'tags', values: [tag] }),
});

/** The rules that policies may make permissions conditional by. */
export const goldenPathRules = { isGoldenPath, hasTag };

const exported = createConditionExports({
  resourceRef: goldenPathResourceRef,
  rules: goldenPathRules,
});

/** Conditions for policies: `isGoldenPath({ ids })` and `hasTag({ tag })`. @public */
export const goldenPathConditions = exported.conditions;

/** A policy's decision that depends on the golden path. @public */
export const createGoldenPathConditionalDecision: (
  permission: ResourcePermission<typeof RESOURCE_TYPE_GOLDEN_PATH>,
  conditions: PermissionCriteria<
    PermissionCondition<typeof RESOURCE_TYPE_GOLDEN_PATH>
  >,
) => ConditionalPolicyDecision = exported.createConditionalDecision;
