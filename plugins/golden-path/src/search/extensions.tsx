import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiRoadMapLine } from '@remixicon/react';
import { DOCUMENT_TYPE, isOfGoldenPath } from './searchResult';

/** Golden paths and patterns among the results of a search, and alone. */
export const searchExtensions = [
  SearchResultListItemBlueprint.make({
    params: {
      icon: <RiRoadMapLine />,
      predicate: isOfGoldenPath,
      component: () =>
        import('@backstage/plugin-search-react').then(
          m => m.DefaultResultListItem,
        ),
    },
  }),
  SearchFilterResultTypeBlueprint.make({
    params: {
      value: DOCUMENT_TYPE,
      name: 'Golden paths',
      icon: <RiRoadMapLine />,
    },
  }),
];
