/**
 * What Backstage's own catalog graph has to know of calls, publishers and subscribers. Apart from the
 * plugin, which installs without the catalog graph.
 *
 * @packageDocumentation
 */

import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
  type RelationPairs,
} from '@backstage/plugin-catalog-graph';

/**
 * The relations that catalog-backend-module-topology adds, each with its inverse: for `relationPairs` of
 * the catalog graph.
 *
 * @alpha
 */
export const topologyRelationPairs: RelationPairs = [
  ['calls', 'calledBy'],
  ['publishesTo', 'hasPublisher'],
  ['subscribesTo', 'hasSubscriber'],
];

/**
 * Module that makes the catalog graph draw these relations beside those of Backstage, on its page and on
 * its cards.
 *
 * @alpha
 */
export default createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogGraphApiRef,
          deps: {},
          factory: () =>
            new DefaultCatalogGraphApi({
              knownRelations: [
                ...ALL_RELATIONS,
                ...topologyRelationPairs.flat(),
              ],
              knownRelationPairs: [
                ...ALL_RELATION_PAIRS,
                ...topologyRelationPairs,
              ],
              // without it, its constructor fails
              defaultRelationTypes: { exclude: [] },
            }),
        }),
    }),
  ],
});
