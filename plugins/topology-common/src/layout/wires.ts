import { FlowLink } from '../flow/types';
import { isStore } from './comb';
import { Card, Link } from './visible';

/**
 * Groups links into wires. Where more lines would meet one side of a card than it has room for,
 * those of one protocol share a trunk: at the caller first, else at the callee.
 */
export function wireLinks(
  links: readonly Link[],
  cards: ReadonlyMap<string, Card>,
  capacity: number,
): FlowLink[] {
  const fromTrunk = trunks(links, l => l.from, capacity);
  const rest = links.filter(l => !fromTrunk.has(l.id));
  const crowded = countBy(links, l => l.to);
  const toTrunk = trunks(
    rest.filter(l => (crowded.get(l.to) ?? 0) > capacity),
    l => l.to,
    1,
  );
  return links.map(link => {
    const out = fromTrunk.get(link.id);
    const into = toTrunk.get(link.id);
    return {
      id: link.id,
      from: link.from,
      to: link.to,
      wire: out ?? into ?? link.id,
      trunk: out !== undefined || into === undefined ? 'from' : 'to',
      back: goesRound(cards.get(link.to)) ? 'round' : 'direct',
    };
  });
}

function goesRound(target: Card | undefined): boolean {
  const shape = target?.node?.shape;
  return (
    shape !== undefined &&
    !isStore(target?.node) &&
    !['topic', 'external', 'person'].includes(shape)
  );
}

/** Names a shared wire for each link of a crowded end, where two or more speak the same. */
function trunks(
  links: readonly Link[],
  endOf: (link: Link) => string,
  capacity: number,
): Map<string, string> {
  const counts = countBy(links, endOf);
  const wireOf = (l: Link) =>
    `trunk ${l.protocol} ${l.direction ?? ''} ${
      endOf(l) === l.from ? 'from' : 'to'
    } ${endOf(l)}`;
  const crowded = links.filter(l => (counts.get(endOf(l)) ?? 0) > capacity);
  const shared = countBy(crowded, wireOf);
  return new Map(
    crowded
      .filter(l => (shared.get(wireOf(l)) ?? 0) > 1)
      .map(l => [l.id, wireOf(l)]),
  );
}

function countBy(
  links: readonly Link[],
  key: (link: Link) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const link of links)
    counts.set(key(link), (counts.get(key(link)) ?? 0) + 1);
  return counts;
}
