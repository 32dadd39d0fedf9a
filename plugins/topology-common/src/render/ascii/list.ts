import { Card, Link, Visible } from '../../layout/visible';
import { edgeWord, nodeDetail } from '../../layout/words';
import { plain } from './cells';

/** The same as indented text: every node under its box, and what it calls under it. */
export function listForm(visible: Visible): string {
  const out = new Map<string, Link[]>();
  for (const link of visible.links) {
    out.set(link.from, [...(out.get(link.from) ?? []), link]);
  }
  const names = new Map(visible.cards.map(c => [c.id, nameOf(c)]));
  const boxes = new Map(visible.boxes.map(b => [b.id, b]));
  const groups = new Map<string, Card[]>();
  for (const card of visible.cards) {
    const box = card.parent ?? '';
    groups.set(box, [...(groups.get(box) ?? []), card]);
  }
  const sections = [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([boxId, cards]) => {
      const box = boxes.get(boxId);
      const head = box
        ? `${plain(box.title ?? box.name)} (${box.kind})`
        : 'in no system';
      return [head, ...cards.flatMap(card => lines(card, out, names))].join(
        '\n',
      );
    });
  return sections.join('\n\n');
}

/** What stands in no box comes last. */
function rank(boxId: string): number {
  return boxId === '' ? 1 : 0;
}

function lines(
  card: Card,
  out: ReadonlyMap<string, readonly Link[]>,
  names: ReadonlyMap<string, string>,
): string[] {
  const detail = card.node ? nodeDetail(card.node) : card.box?.kind ?? '';
  const calls = (out.get(card.id) ?? []).map(link => {
    const count = link.edges.length > 1 ? ` x${link.edges.length}` : '';
    return `    ──${edgeWord(link)}${count}──▶ ${
      names.get(link.to) ?? link.to
    }`;
  });
  return [`  ${nameOf(card)} · ${plain(detail)}`, ...calls];
}

function nameOf(card: Card): string {
  const named = card.node ?? card.box;
  return plain(named?.title ?? named?.name ?? card.id);
}
