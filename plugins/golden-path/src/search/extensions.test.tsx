import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { searchResultItem, searchResultType } from './extensions';

const result = (type: string) => ({
  type,
  document: { title: 'chi', text: 'Pattern of …', location: '/create' },
});

describe('what a search finds of golden paths', () => {
  it('is shown by the plugin, and nothing else is', () => {
    const { predicate } = createExtensionTester(searchResultItem).get(
      SearchResultListItemBlueprint.dataRefs.item,
    );
    expect(predicate?.(result('golden-path'))).toBe(true);
    expect(predicate?.(result('software-catalog'))).toBe(false);
  });

  it('can be looked at alone', () => {
    const { value, name } = createExtensionTester(searchResultType).get(
      SearchFilterResultTypeBlueprint.dataRefs.resultType,
    );
    expect({ value, name }).toEqual({
      value: 'golden-path',
      name: 'Golden paths',
    });
  });
});
