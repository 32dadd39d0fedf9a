/** Words that begin with a vowel's letter and a consonant's sound. */
const CONSONANT_SOUND =
  /^(uni|use|usa|usu|uti|uk|eu|ewe|one\b|once\b|ubi|ur[aei])/;
/** Words that begin with a silent h. */
const SILENT_H = /^(hour|honest|honou?r|heir)/;
/** Letters whose names begin with a vowel's sound. */
const VOWEL_LETTERS = 'AEFHILMNORSX';

/** The words with their indefinite article: `an order`, `a user`, `an API key`. @public */
export function withArticle(article: 'a' | 'A', words: string): string {
  return `${article}${takesAn(words) ? 'n' : ''} ${words}`;
}

function takesAn(words: string): boolean {
  const first = words.split(' ')[0] ?? '';
  if (/^[A-Z][A-Z0-9]+s?$/.test(first)) {
    return VOWEL_LETTERS.includes(first.charAt(0));
  }
  const lower = first.toLowerCase();
  if (SILENT_H.test(lower)) return true;
  return /^[aeiou]/.test(lower) && !CONSONANT_SOUND.test(lower);
}
