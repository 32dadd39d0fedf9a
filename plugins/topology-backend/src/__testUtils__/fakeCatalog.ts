import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/**
 * A catalog whose entities a test may exchange, and that hides some of them from users. Services see all.
 */
export class FakeCatalog {
  readonly hidden = new Set<string>();
  entities: Entity[];
  /** Refs that were fetched, in the order in which they were. */
  readonly fetched: string[] = [];

  constructor(entities: Entity[]) {
    this.entities = entities;
  }

  service(): CatalogService {
    const mock = catalogServiceMock.mock();
    mock.streamEntities.mockImplementation((...args) =>
      this.#all().streamEntities(...args),
    );
    mock.getEntitiesByRefs.mockImplementation(async (request, options) => {
      const isUser = isUserRequest(options);
      if (!isUser) this.fetched.push(...request.entityRefs);
      const { items } = await this.#all().getEntitiesByRefs(request, options);
      return {
        items: items.map((item, index) => {
          const ref = request.entityRefs[index] ?? '';
          return isUser && this.hidden.has(ref) ? undefined : item;
        }),
      };
    });
    return mock;
  }

  #all() {
    return catalogServiceMock({ entities: this.entities });
  }
}

function isUserRequest(options: object | undefined): boolean {
  const { credentials } = (options ?? {}) as {
    credentials?: { principal?: { type?: string } };
  };
  return credentials?.principal?.type === 'user';
}
