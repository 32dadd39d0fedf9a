import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiRoadMapLine } from '@remixicon/react';
import { DOCUMENT_TYPE, isOfGoldenPath } from './searchResult';

/** A golden path or a pattern among the results of a search. */
export const searchResultItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: isOfGoldenPath,
    component: () =>
      import('./GoldenPathResultListItem').then(
        m => m.GoldenPathResultListItem,
      ),
  },
});

/** Golden paths and patterns alone. */
export const searchResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: DOCUMENT_TYPE,
    name: 'Golden paths',
    icon: <RiRoadMapLine />,
  },
});
