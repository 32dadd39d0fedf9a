import { z } from 'zod';
import type { Catalogue } from './composition';
import type { GoldenPath } from './pattern';

/**
 * What a change of the main branch needs, once the service is registered.
 * @public
 */
export const protectionSchema = z
  .strictObject({
    approvals: z
      .int()
      .min(0)
      .max(6)
      .optional()
      .describe('Approvals of others, 1 unless given'),
    codeOwners: z
      .boolean()
      .optional()
      .describe('Approval of those whom CODEOWNERS names too'),
    checks: z
      .array(
        z
          .string()
          .max(100)
          .regex(/^[^\p{Cc}]+$/u, 'is empty or holds a control character'),
      )
      .max(50)
      .optional()
      .describe('Checks of CI that have to pass, by the names the host gives'),
  })
  .describe('How the main branch is protected; not at all, unless given');

/** What a change of the main branch needs. @public */
export type Protection = z.infer<typeof protectionSchema>;

/**
 * How the main branch of a golden path's repositories is protected: as the
 * organisation settles, else as the golden path says; undefined for not at all.
 * @public
 */
export function protectionOf(
  { profile }: Pick<Catalogue, 'profile'>,
  goldenPath: Pick<GoldenPath, 'protection'>,
): Protection | undefined {
  return profile?.protection ?? goldenPath.protection;
}

/** Types of hosts that the golden paths have a step for. */
const PROTECTED_ON = ['gitea', 'github', 'gitlab'];

/**
 * Says why the branch of a repository cannot be protected on a host of that
 * type; undefined when it can.
 * @public
 */
export function protectionProblem(type: string): string | undefined {
  return PROTECTED_ON.includes(type)
    ? undefined
    : `no step protects branches on a host of type ${type}; choose a host of type ${PROTECTED_ON.join(
        ', ',
      )}, or take 'protection' out of the profile and the golden path`;
}
