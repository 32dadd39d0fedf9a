import { compositionEntities } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../plan';
import { contribution } from './contribution';
import { printYaml } from './yaml';

/** catalog-info.yaml: every entity that the service describes itself by. */
export function catalogInfo(context: EmitContext): FileDraft[] {
  const { composition, pack } = context;
  const entities = compositionEntities(pack.catalogue, composition);
  const contributors = [
    ...new Set([
      ...contribution(context, 'catalog').contributors,
      ...contribution(context, 'topology').contributors,
    ]),
  ];
  return [
    {
      path: 'catalog-info.yaml',
      class: 'merged',
      content: entities.map(entity => printYaml(entity)).join('---\n'),
      contributors,
    },
  ];
}
