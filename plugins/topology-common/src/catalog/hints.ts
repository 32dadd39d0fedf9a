import { TopologyFinding } from '../model/types';
import {
  CallHint,
  TOPOLOGY_ANNOTATION,
  readTopologyAnnotation,
} from './annotation';
import { CatalogEntity } from './entity';
import { entityRef } from './refs';
import { noSuchTarget, readTarget } from './targets';

/**
 * What an entity's annotation says of its targets, each by its full ref, and what is wrong in it.
 * @public
 */
export function readTopologyHints(entity: CatalogEntity): {
  hints: (CallHint & { ref: string })[];
  findings: TopologyFinding[];
} {
  const text = entity.metadata.annotations?.[TOPOLOGY_ANNOTATION];
  if (text === undefined) return { hints: [], findings: [] };
  const caller = entityRef(entity);
  const { hints, findings } = readTopologyAnnotation(caller, text);
  const unread = new Set<string>();
  const read = hints.flatMap(hint => {
    const ref = readTarget(hint.target, entity);
    if (ref === undefined) unread.add(hint.target);
    return ref === undefined ? [] : [{ ...hint, ref }];
  });
  const wrong = [...unread].map(target => ({
    entityRef: caller,
    message: noSuchTarget(target),
  }));
  return { hints: read, findings: [...findings, ...wrong] };
}
