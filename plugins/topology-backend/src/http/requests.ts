import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The largest number that a row can have. */
const MAX_ID = 2_147_483_647;

const integer = (min: number, max: number) =>
  z.coerce.number().int().min(min).max(max);

/** PostgreSQL takes no U+0000, and no name has any other control character either. */
const printable = z
  .string()
  .regex(/^\P{Cc}*$/u, 'holds a control character; leave it out');
const part = printable.min(1).max(253);

export const entityPath = z.object({ kind: part, namespace: part, name: part });
export const boxPath = entityPath.extend({
  kind: z.enum(['system', 'domain']),
});

export const entityQuery = z.object({
  depth: integer(1, 4).default(1),
});
export const landscapeQuery = z.object({
  rollUp: z.enum(['domain', 'system', 'none']).default('system'),
  limit: integer(1, 20_000).default(5000),
  cursor: z.string().max(40).optional(),
});
export const momentsQuery = z.object({
  limit: integer(1, 500).default(100),
  cursor: integer(1, MAX_ID).optional(),
});
export const differenceQuery = z.object({
  from: z.string().min(1).max(40),
  to: z.string().min(1).max(40).optional(),
  box: printable
    .regex(/^(system|domain):[^/\s]+\/[^/\s]+$/i, 'is no system:namespace/name')
    .optional(),
});
export const observedQuery = z.object({
  window: z
    .string()
    .regex(/^[1-9]\d{0,3}[mhd]$/, 'is no time such as 15m, 1h or 7d')
    .optional(),
});
export const searchQuery = z.object({
  q: printable.trim().min(1).max(100),
  limit: integer(1, 100).default(20),
});

/** What a request asks for. @throws InputError that names each field and what is wrong with it */
export function readRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `'${path.join('.')}' ${lowerFirst(message)}`,
  );
  throw new InputError(`The request is wrong: ${problems.join('; ')}`);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A place in a list as of one revision: pages of one list never mix two. */
export interface Cursor {
  revision: number;
  after: number;
}

export function writeCursor({ revision, after }: Cursor): string {
  return `${revision}.${after}`;
}

export function readCursor(text: string): Cursor {
  const match = /^(\d{1,9})\.(\d{1,10})$/.exec(text);
  const after = Number(match?.[2]);
  if (!match || after > MAX_ID) {
    throw new InputError(
      `'cursor' is '${text}'; write what the page before gave as 'next'`,
    );
  }
  return { revision: Number(match[1]), after };
}
