import type { Names } from './composition';
import type { NameStyle } from './facts';
import { isUncountable, pluralOfWord } from './plural';
import { remembered } from './recent';

/** Words that Go writes in one case: the list of golint. */
const INITIALISMS: ReadonlySet<string> = new Set([
  'acl',
  'api',
  'ascii',
  'cpu',
  'css',
  'dns',
  'eof',
  'guid',
  'html',
  'http',
  'https',
  'id',
  'ip',
  'json',
  'lhs',
  'qps',
  'ram',
  'rhs',
  'rpc',
  'sla',
  'smtp',
  'sql',
  'ssh',
  'tcp',
  'tls',
  'ttl',
  'udp',
  'ui',
  'uid',
  'uri',
  'url',
  'utf8',
  'uuid',
  'vm',
  'xml',
  'xmpp',
  'xsrf',
  'xss',
]);

/** Noun that gives an uncountable name a plural: `series` lists `series records`. */
const COUNTED_AS = 'records';

/** The words of a name: `api-key` and `api_key` are `api`, `key`. @public */
export function wordsOf(name: string): string[] {
  return name.split(/[-_ ]/).filter(word => word !== '');
}

/** The plural of a name: its last word's, as in `api-keys`. @public */
export function pluralOf(name: string): string {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const plural = isUncountable(last)
    ? [...words, COUNTED_AS]
    : [...words.slice(0, -1), pluralOfWord(last)];
  return plural.join('_');
}

/** Names that people are editing at one time, and those of fields that many have. */
const KEPT = 2000;

const spelt = remembered(KEPT, (json): Names => {
  const [singular, plural] = JSON.parse(json) as [string, string | null];
  return {
    singular: spellings(wordsOf(singular)),
    plural: spellings(wordsOf(plural ?? pluralOf(singular))),
  };
});

/**
 * Every spelling of a name and of its plural. The one naming table of all
 * that is composed: `api_key` is `APIKey`, `apiKey`, `apikey`, `api-key`.
 * @public
 */
export function namesOf(singular: string, plural?: string): Names {
  return spelt(JSON.stringify([singular, plural]));
}

/**
 * The end of an identifier for a free word list such as an enum's value:
 * capitals of the person are kept, `in-progress` is `InProgress`, `USD` `USD`.
 * @public
 */
export function identifierPart(value: string): string {
  return wordsOf(value)
    .map(word => initialism(word) ?? capital(word))
    .join('');
}

function spellings(words: readonly string[]): Record<NameStyle, string> {
  const pascal = words.map(pascalWord);
  const prose = words.map(word => initialism(word) ?? word);
  return {
    pascal: pascal.join(''),
    camel: [words[0] ?? '', ...pascal.slice(1)].join(''),
    flat: words.join(''),
    snake: words.join('_'),
    kebab: words.join('-'),
    screaming: words.join('_').toUpperCase(),
    words: prose.join(' '),
    sentence: capital(prose.join(' ')),
  };
}

function pascalWord(word: string): string {
  return initialism(word) ?? capital(word);
}

/** `url` is `URL`, `urls` is `URLs`, other words are undefined. */
function initialism(word: string): string | undefined {
  if (INITIALISMS.has(word)) {
    return word.toUpperCase();
  }
  const stem = word.endsWith('s') ? word.slice(0, -1) : '';
  return INITIALISMS.has(stem) ? `${stem.toUpperCase()}s` : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
