import { useApp } from '@backstage/core-plugin-api';
import { RiRoadMapLine } from '@remixicon/react';

/** The portal's icon of that name; a map of roads where it has none. */
export function GoldenPathIcon(props: {
  readonly name: string | undefined;
  /** That of lists, unless given. */
  readonly fontSize?: 'small';
}) {
  const { name, fontSize } = props;
  const Icon = useApp().getSystemIcon(name ?? '');
  if (Icon) return <Icon fontSize={fontSize} />;
  return <RiRoadMapLine aria-hidden size={fontSize ? 20 : 24} />;
}
