import type { Sentinel } from '@golden-path/backstage-plugin-golden-path-common';
import { withArticle } from '@golden-path/backstage-plugin-golden-path-common';
import { nameFor } from '../plan/sampleNames';
import type { Subject } from '../plan/sampleNames';
import type { Edit } from './edits';

/** Edits that put the subject's names where the sample's stand. */
export function renameEdits(
  bytes: Uint8Array,
  sentinels: readonly Sentinel[],
  subject: Subject,
): Edit[] {
  return sentinels.map(sentinel => {
    const text = nameFor(sentinel, subject);
    const article = articleBefore(bytes, sentinel);
    return article
      ? {
          start: sentinel.start - article.length - 1,
          end: sentinel.end,
          text: withArticle(article, text),
        }
      : { start: sentinel.start, end: sentinel.end, text };
  });
}

/** Prose alone has names of several words, so code is never touched. */
function articleBefore(
  bytes: Uint8Array,
  { start, style, plural }: Sentinel,
): 'a' | 'A' | undefined {
  if (style !== 'words' || plural) return undefined;
  const before = String.fromCharCode(...bytes.subarray(start - 3, start));
  const match = /[^A-Za-z0-9_](a|A) $/.exec(before);
  return match ? (match[1] as 'a' | 'A') : undefined;
}
