import { contributionsOf } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Contribution,
  ContributionKind,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../plan';

/** The joined fragments of one kind, and who besides the owner brought any. */
export function contribution<K extends ContributionKind>(
  { composition, pack, pattern }: EmitContext,
  kind: K,
): { value: Partial<Contribution<K>>; contributors: readonly string[] } {
  const { value, patterns } = contributionsOf(
    pack.catalogue,
    composition,
    kind,
  );
  return { value, contributors: patterns.filter(id => id !== pattern.id) };
}
