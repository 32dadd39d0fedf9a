import { DefaultResultListItem } from '@backstage/plugin-search-react';
import type { DefaultResultListItemProps } from '@backstage/plugin-search-react';
import { GoldenPathIcon } from '../icon/GoldenPathIcon';

/** A golden path, or a pattern of one, with the icon of that golden path. */
export function GoldenPathResultListItem(props: DefaultResultListItemProps) {
  const { icon } = (props.result ?? {}) as { readonly icon?: string };
  return (
    <DefaultResultListItem {...props} icon={<GoldenPathIcon name={icon} />} />
  );
}
