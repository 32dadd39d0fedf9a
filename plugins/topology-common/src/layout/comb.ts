import { compareText } from '../model/edges';
import { TopologyNode } from '../model/types';
import { Card, Link } from './visible';

/** The stores that hang under each card, from top to bottom, and the links on their spines. */
export interface Combs {
  storesOf: ReadonlyMap<string, readonly Card[]>;
  /** Ids of links that run along a comb. */
  spines: ReadonlySet<string>;
}

/** Finds for each store the one node that owns it; stores without a clear owner stand alone. */
export function findCombs(
  cards: readonly Card[],
  links: readonly Link[],
): Combs {
  const byId = new Map(cards.map(c => [c.id, c]));
  const incoming = new Map<string, Link[]>();
  const giving = new Set(links.map(l => l.from));
  for (const link of links) {
    incoming.set(link.to, [...(incoming.get(link.to) ?? []), link]);
  }
  const storesOf = new Map<string, Card[]>();
  const spines = new Set<string>();
  for (const store of cards) {
    if (!isStore(store.node) || giving.has(store.id)) continue;
    const lines = incoming.get(store.id) ?? [];
    const users = [...new Set(lines.map(l => l.from))].flatMap(
      id => byId.get(id) ?? [],
    );
    const owner = ownerAmong(users, store);
    if (!owner) continue;
    storesOf.set(owner.id, [...(storesOf.get(owner.id) ?? []), store]);
    lines.filter(l => l.from === owner.id).forEach(l => spines.add(l.id));
  }
  for (const stores of storesOf.values()) stores.sort(databasesFirst);
  return { storesOf, spines };
}

export function isStore(node: TopologyNode | undefined): boolean {
  return node?.shape === 'database' || node?.shape === 'cache';
}

function databasesFirst(a: Card, b: Card): number {
  const rank = (c: Card) => (c.node?.shape === 'database' ? 0 : 1);
  return rank(a) - rank(b) || compareText(a.id, b.id);
}

function ownerAmong(users: readonly Card[], store: Card): Card | undefined {
  const near = users.filter(
    u => u.node && !isStore(u.node) && u.parent === store.parent,
  );
  if (near.length < 2) return near[0];
  const scored = near
    .map(card => ({ card, score: affinity(card, store) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  return first && second && first.score > second.score ? first.card : undefined;
}

/** Names say more than teams: a team often owns every service in its system. */
function affinity(user: Card, store: Card): number {
  const stem = stemOf(user.node?.name ?? '');
  const named = stem !== '' && stemOf(store.node?.name ?? '').startsWith(stem);
  const sameOwner =
    user.node?.owner !== undefined && user.node.owner === store.node?.owner;
  return (named ? 2 : 0) + (sameOwner ? 1 : 0);
}

/** `order-service` and `orders-db` both begin with `order`. */
function stemOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[-_]?(service|svc|server|api|app|worker)$/, '')
    .replace(/s$/, '');
}
