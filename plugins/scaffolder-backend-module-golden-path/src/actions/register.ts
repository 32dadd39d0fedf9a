import { setTimeout as wait } from 'node:timers/promises';
import type {
  AuditorService,
  BackstageCredentials,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { audited } from '../audited';
import { originUrl } from '../checks/entities';
import { digest } from './lockDigest';
import { registerExamples } from './register.examples';

/** The catalog processes a new location within seconds. */
const DEFAULT_TIMEOUT_SECONDS = 60;

/**
 * `golden-path:register`: registers catalog-info.yaml and waits until the
 * catalog shows every entity from it. Running it again changes nothing.
 */
export function createRegisterAction(options: {
  auditor: AuditorService;
  catalog: CatalogService;
  reader: UrlReaderService;
}) {
  const { auditor, catalog, reader } = options;
  return createTemplateAction({
    id: 'golden-path:register',
    description:
      'Registers the catalog-info.yaml of a composed repository and waits for its entities',
    examples: registerExamples,
    supportsDryRun: true,
    schema: {
      input: {
        catalogInfoUrl: z =>
          z.string({
            description:
              'URL of catalog-info.yaml, as golden-path:preflight gave it',
          }),
        entityRefs: z =>
          z.array(z.string(), {
            description: 'Entities to wait for; the first is the service',
          }),
        lock: z =>
          z
            .object(
              { url: z.string(), digest: z.string() },
              {
                description:
                  'What golden-path:preflight and golden-path:compose gave: only a repository with this lock is registered',
              },
            )
            .optional(),
        timeoutSeconds: z =>
          z
            .number({
              description: `Longest wait for the entities, ${DEFAULT_TIMEOUT_SECONDS} unless given`,
            })
            .int()
            .min(1)
            .max(3600)
            .optional(),
      },
      output: {
        entityRef: z =>
          z.string({ description: 'Entity reference of the service' }),
      },
    },
    async handler(ctx) {
      const { catalogInfoUrl, entityRefs, lock, timeoutSeconds } = ctx.input;
      const [entityRef] = entityRefs;
      if (entityRef === undefined) {
        throw new InputError(
          'entityRefs: is empty; pass what golden-path:preflight gave',
        );
      }
      requireUrl(catalogInfoUrl);
      ctx.output('entityRef', entityRef);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would register ${catalogInfoUrl}`);
        return;
      }
      if (lock) {
        await requireLock(lock.digest, {
          url: lock.url,
          reader,
          signal: ctx.signal,
        });
      }
      const credentials = await ctx.getInitiatorCredentials();
      const register = async () => {
        await catalog.addLocation(
          { type: 'url', target: catalogInfoUrl, onConflict: 'refresh' },
          { credentials },
        );
        await waitForEntities(catalog, entityRefs, catalogInfoUrl, {
          credentials,
          signal: ctx.signal,
          seconds: timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
        });
      };
      const meta = { catalogInfoUrl, entityRefs };
      await audited(auditor, ctx, { id: 'location-register', meta }, register);
      ctx.logger.info(`Registered ${entityRefs.join(', ')}`);
    },
  });
}

function requireUrl(catalogInfoUrl: string): void {
  if (!URL.canParse(catalogInfoUrl)) {
    throw new InputError(
      `catalogInfoUrl: '${catalogInfoUrl.slice(
        0,
        200,
      )}' is no URL; pass what golden-path:preflight gave`,
    );
  }
}

async function requireLock(
  expected: string,
  options: { url: string; reader: UrlReaderService; signal?: AbortSignal },
): Promise<void> {
  const { url, reader, signal } = options;
  let lock: Buffer;
  try {
    lock = await (await reader.readUrl(url, { signal })).buffer();
  } catch (error) {
    throw new ConflictError(
      `The repository was made, but ${url} cannot be read, so nothing was registered. Delete the repository if it is empty and create the service again`,
      error,
    );
  }
  if (digest(lock) !== expected) {
    throw new ConflictError(
      `The repository at ${url} holds another composition, so nothing was registered. Choose another repository name and create the service again`,
    );
  }
}

/**
 * Waits until the catalog shows every entity from the URL: a location that was
 * accepted may still lose its entities to rules or to another location.
 */
async function waitForEntities(
  catalog: CatalogService,
  refs: readonly string[],
  url: string,
  options: {
    credentials: BackstageCredentials;
    signal?: AbortSignal;
    seconds: number;
  },
): Promise<void> {
  const end = Date.now() + options.seconds * 1000;
  for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...refs], fields: ['kind', 'metadata'] },
      { credentials: options.credentials },
    );
    const missing = refs.filter((_, index) => !items[index]);
    const foreign = refs.filter((_, index) => {
      const entity = items[index];
      return entity && originUrl(entity) !== url;
    });
    if (foreign.length > 0) {
      throw new ConflictError(
        `${url} is registered, but ${foreign.join(
          ', ',
        )} came from another location and the catalog keeps the first. Remove that entity's location, then refresh this one`,
      );
    }
    if (missing.length === 0) {
      return;
    }
    if (Date.now() + pause > end) {
      throw new ConflictError(
        `${url} is registered, but after ${
          options.seconds
        } s the catalog still lacks ${missing.join(
          ', ',
        )}. See the catalog's log for the reason, mend it, and retry: nothing is registered twice`,
      );
    }
    await wait(pause, undefined, { signal: options.signal });
  }
}
