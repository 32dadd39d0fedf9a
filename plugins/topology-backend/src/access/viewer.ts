import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { chunks } from '../database/chunks';

/** What one user, or service, may see of the catalog. */
export interface Viewer {
  /** True, if nothing has to be asked: everything may be seen. */
  seesAll: boolean;
  /** Those of the refs that may be seen. */
  sees(refs: Iterable<string>): Promise<ReadonlySet<string>>;
  /** Those of the refs that exist and may not be seen. Asks the catalog; for refs that the index lacks. */
  hides(refs: Iterable<string>): Promise<ReadonlySet<string>>;
  /** Whether the catalog has an entity that may be seen, as of now. Asks the catalog each time. */
  finds(ref: string): Promise<boolean>;
}

/** Says who sees what. */
export interface Viewers {
  of(credentials: BackstageCredentials): Promise<Viewer>;
}

/** As many refs as the catalog takes in one request. */
const ASKED_AT_ONCE = 1000;
/** A change of someone's rights shows after so long at the latest. */
const KEEP_MS = 30_000;
const MAX_VIEWERS = 200;

const EVERYTHING: Omit<Viewer, 'finds'> = {
  seesAll: true,
  sees: async refs => new Set(refs),
  hides: async () => new Set(),
};

const NOTHING: Viewer = {
  seesAll: false,
  sees: async () => new Set(),
  hides: async refs => new Set(refs),
  finds: async () => false,
};

/**
 * Viewers by the permission to read entities. Where a policy depends on the entity, the catalog is asked
 * with the viewer's own credentials, so that there is one place that decides.
 */
export function createViewers(options: {
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  now?: () => number;
}): Viewers {
  const { auth, catalog, permissions, now = Date.now } = options;
  const known = new Map<
    string,
    { until: number; seen: Map<string, boolean> }
  >();

  const seenBy = (credentials: BackstageCredentials) => {
    const key = JSON.stringify(credentials.principal);
    const fresh = known.get(key);
    if (fresh && fresh.until > now()) return fresh.seen;
    known.delete(key);
    const [oldest] = known.keys();
    if (known.size >= MAX_VIEWERS && oldest) known.delete(oldest);
    const seen = new Map<string, boolean>();
    known.set(key, { until: now() + KEEP_MS, seen });
    return seen;
  };

  const existing = async (
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> => {
    const found = new Set<string>();
    for (const entityRefs of chunks(refs, ASKED_AT_ONCE)) {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
        },
        { credentials },
      );
      for (const item of items) if (item) found.add(stringifyEntityRef(item));
    }
    return found;
  };

  const finds = (credentials: BackstageCredentials) => async (ref: string) =>
    (await existing([ref], credentials)).has(ref);

  const asking = (credentials: BackstageCredentials): Viewer => {
    const seen = seenBy(credentials);
    const sees = async (refs: Iterable<string>) => {
      const asked = [...new Set(refs)];
      const open = asked.filter(ref => !seen.has(ref));
      const found = await existing(open, credentials);
      for (const ref of open) seen.set(ref, found.has(ref));
      return new Set(asked.filter(ref => seen.get(ref)));
    };
    return {
      seesAll: false,
      sees,
      hides: async refs => {
        const asked = [...new Set(refs)];
        const visible = await sees(asked);
        const unseen = asked.filter(ref => !visible.has(ref));
        const own = await auth.getOwnServiceCredentials();
        return existing(unseen, own);
      },
      finds: finds(credentials),
    };
  };

  return {
    async of(credentials) {
      const [decision] = await permissions.authorizeConditional(
        [{ permission: catalogEntityReadPermission }],
        { credentials },
      );
      if (decision?.result === AuthorizeResult.ALLOW) {
        return { ...EVERYTHING, finds: finds(credentials) };
      }
      if (decision?.result !== AuthorizeResult.CONDITIONAL) return NOTHING;
      return asking(credentials);
    },
  };
}
