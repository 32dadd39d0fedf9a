/** Words whose plural no rule gives. */
const IRREGULAR: Readonly<Record<string, string>> = {
  alias: 'aliases',
  analysis: 'analyses',
  appendix: 'appendices',
  atlas: 'atlases',
  axis: 'axes',
  basis: 'bases',
  bias: 'biases',
  bus: 'buses',
  calf: 'calves',
  canvas: 'canvases',
  child: 'children',
  crisis: 'crises',
  criterion: 'criteria',
  datum: 'data',
  diagnosis: 'diagnoses',
  echo: 'echoes',
  elf: 'elves',
  emphasis: 'emphases',
  foot: 'feet',
  gas: 'gases',
  goose: 'geese',
  half: 'halves',
  hero: 'heroes',
  hypothesis: 'hypotheses',
  knife: 'knives',
  leaf: 'leaves',
  lens: 'lenses',
  life: 'lives',
  loaf: 'loaves',
  man: 'men',
  matrix: 'matrices',
  medium: 'media',
  mouse: 'mice',
  ox: 'oxen',
  person: 'people',
  phenomenon: 'phenomena',
  potato: 'potatoes',
  quiz: 'quizzes',
  self: 'selves',
  shelf: 'shelves',
  synopsis: 'synopses',
  synthesis: 'syntheses',
  thesis: 'theses',
  thief: 'thieves',
  tomato: 'tomatoes',
  tooth: 'teeth',
  vertex: 'vertices',
  veto: 'vetoes',
  wife: 'wives',
  wolf: 'wolves',
  woman: 'women',
};

/** Words that have no plural of their own. */
const UNCOUNTABLE: ReadonlySet<string> = new Set([
  'advice',
  'aircraft',
  'analytics',
  'cash',
  'content',
  'data',
  'deer',
  'equipment',
  'evidence',
  'feedback',
  'fish',
  'freight',
  'furniture',
  'goods',
  'hardware',
  'information',
  'knowledge',
  'logistics',
  'luggage',
  'mail',
  'media',
  'merchandise',
  'metadata',
  'money',
  'news',
  'payroll',
  'research',
  'series',
  'sheep',
  'software',
  'species',
  'staff',
  'stock',
  'traffic',
  'weather',
]);

const PLURALS: ReadonlySet<string> = new Set(Object.values(IRREGULAR));

/** Whether a word has no plural, such as `series` or `data`. */
export function isUncountable(word: string): boolean {
  return UNCOUNTABLE.has(word);
}

/** The plural of one lower-case English word; an uncountable word stays. */
export function pluralOfWord(word: string): string {
  if (UNCOUNTABLE.has(word)) {
    return word;
  }
  const irregular = Object.hasOwn(IRREGULAR, word)
    ? IRREGULAR[word]
    : undefined;
  if (irregular !== undefined) {
    return irregular;
  }
  if (/(s|x|z|ch|sh)$/.test(word)) {
    return `${word}es`;
  }
  if (/[^aeiou]y$/.test(word)) {
    return `${word.slice(0, -1)}ies`;
  }
  return `${word}s`;
}

/**
 * The singular that a word seems to be the plural of, or undefined when it
 * reads as a singular: `orders` gives `order`, `status` and `address` nothing.
 * @public
 */
export function singularOfWord(word: string): string | undefined {
  if (UNCOUNTABLE.has(word) || Object.hasOwn(IRREGULAR, word)) {
    return undefined;
  }
  if (PLURALS.has(word)) {
    return Object.keys(IRREGULAR).find(key => IRREGULAR[key] === word);
  }
  if (/[^aeiou]ies$/.test(word)) {
    return `${word.slice(0, -3)}y`;
  }
  if (/(ss|x|z|ch|sh|[^oa]us)es$/.test(word)) {
    return word.slice(0, -2);
  }
  if (/[aeiouy][a-z0-9]*[^suiao]s$/.test(word)) {
    return word.slice(0, -1);
  }
  return undefined;
}
