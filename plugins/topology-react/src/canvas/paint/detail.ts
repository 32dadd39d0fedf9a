/** What of a scene can be made out at a scale, and so is painted. */
export interface Detail {
  /** Outlines instead of rectangles; arrowheads; gaps where lines cross. */
  shapes: boolean;
  /** Names, icons and tabs. */
  words: boolean;
  /** Words and counts on edges. */
  marks: boolean;
}

const SHAPES = 0.16;
const WORDS = 0.34;
const MARKS = 0.45;

/** Less is painted the farther away a scene is: what is smaller than it can be read only takes time. */
export const detailAt = (scale: number): Detail => ({
  shapes: scale >= SHAPES,
  words: scale >= WORDS,
  marks: scale >= MARKS,
});
