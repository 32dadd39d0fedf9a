import { edgeWord, nodeDetail } from '../layout/words';
import { TopologyBox, TopologyEdge, TopologyNode } from '../model/types';
import { differenceMeaning } from './meaning';
import { ChangeKind, Changes, FieldChange, TopologyDifference } from './types';

const SIGNS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
};
const TITLES: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};

/**
 * A difference as plain text: how many changes, each on a line of its own, and what they mean.
 * The same text for the same difference. Names cannot break a line.
 * @public
 */
export function differenceText(of: TopologyDifference): string {
  const words = wordsFor(of);
  const lines = (kind: ChangeKind) => [
    ...linesOf(of.boxes, kind, words.box, b => b.kind),
    ...linesOf(of.nodes, kind, words.node, words.detail),
    ...linesOf(of.edges, kind, words.edge, words.edgeDetail),
  ];
  const kinds: ChangeKind[] = ['added', 'removed', 'changed'];
  const counts = kinds.map(kind => ({ kind, lines: lines(kind) }));
  const total = counts.reduce((sum, c) => sum + c.lines.length, 0);
  if (total === 0) return 'No changes.\n';
  const parts = counts
    .filter(c => c.lines.length > 0)
    .map(c => `${c.lines.length} ${c.kind}`);
  return [
    `${total} ${total === 1 ? 'change' : 'changes'}: ${parts.join(', ')}`,
    ...counts
      .filter(c => c.lines.length > 0)
      .flatMap(c => ['', TITLES[c.kind], ...c.lines]),
    ...meaningLines(of, words.name),
    '',
  ].join('\n');
}

function linesOf<T>(
  changes: Changes<T>,
  kind: ChangeKind,
  name: (item: T) => string,
  detail: (item: T) => string,
): string[] {
  if (kind === 'changed') {
    return changes.changed.map(
      ({ after, fields }) =>
        `${SIGNS[kind]} ${name(after)}: ${fields.map(fieldText).join('; ')}`,
    );
  }
  return changes[kind].map(
    item => `${SIGNS[kind]} ${name(item)}: ${detail(item)}`,
  );
}

function fieldText({ field, before, after }: FieldChange): string {
  return oneLine(`${field} ${before || 'none'} → ${after || 'none'}`);
}

function wordsFor({ union }: TopologyDifference) {
  const names = new Map(
    [...union.boxes, ...union.nodes].map(i => [i.id, i.title ?? i.name]),
  );
  const name = (id: string) => oneLine(names.get(id) ?? id);
  const inBox = (id: string | undefined) =>
    id === undefined ? '' : `, in ${name(id)}`;
  return {
    name,
    box: (box: TopologyBox) => name(box.id),
    node: (node: TopologyNode) => name(node.id),
    detail: (node: TopologyNode) =>
      node.shape === 'api' && node.providedBy !== undefined
        ? `API of ${name(node.providedBy)}`
        : oneLine(`${nodeDetail(node)}${inBox(node.box)}`),
    edge: (edge: TopologyEdge) => `${name(edge.from)} → ${name(edge.to)}`,
    edgeDetail: (edge: TopologyEdge) =>
      oneLine([edgeWord(edge), ...edge.operations].join(', ')),
  };
}

function meaningLines(
  { before, after }: Pick<TopologyDifference, 'before' | 'after'>,
  name: (id: string) => string,
): string[] {
  const meaning = differenceMeaning(before, after);
  const pair = (what: string, [a, b]: [number, number]) =>
    `${what} ${a} → ${b}`;
  return [
    '',
    'What it means',
    pair('insights', meaning.insights),
    ...meaning.appeared.map(
      i => `  new: ${oneLine(`${i.title}: ${i.reason}`)}`,
    ),
    ...meaning.gone.map(i => `  gone: ${oneLine(`${i.title}: ${i.reason}`)}`),
    pair('longest sync chain', meaning.longestSyncChain),
    pair('shared databases', meaning.sharedDatabases),
    ...meaning.uncalled.map(id => `no longer called: ${name(id)}`),
  ];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
