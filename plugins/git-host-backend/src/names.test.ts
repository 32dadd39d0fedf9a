import {
  parseOrganizationName,
  parseRef,
  parseRepositoryName,
  parseRepositoryPath,
  parseRepositorySegment,
} from './names';

const HOSTILE_NAMES = [
  '',
  '.',
  '..',
  '...',
  '../acme',
  'a/b',
  'a\\b',
  '-rf',
  '--upload-pack=id',
  '.git',
  '.hidden',
  'trailing.',
  'trailing ',
  'a..b',
  'a b',
  'a\nb',
  'a\0b',
  'CON',
  'nul',
  'com1.txt',
  'orders.lock',
  'orders.wiki',
  '${{ x }}',
  '🚀',
  'é',
  'x'.repeat(101),
];

describe('names of organizations and repositories', () => {
  it.each(['orders', 'order-service', 'go.mod_tools', '_x', 'a', '9to5'])(
    'accepts %s',
    name => {
      expect(parseOrganizationName(name)).toBe(name);
      expect(parseRepositoryName(name)).toBe(name);
    },
  );

  it('stores them in lower case, since some file systems know no other', () => {
    expect(parseRepositoryName('Orders')).toBe('orders');
  });

  it.each(HOSTILE_NAMES)('refuses %j', name => {
    expect(() => parseOrganizationName(name)).toThrow(/^Organization name '/);
    expect(() => parseRepositoryName(name)).toThrow(/^Repository name '/);
  });

  it('refuses the organization that would hide the API', () => {
    expect(() => parseOrganizationName('API')).toThrow(/taken by the API/);
  });

  it('takes .git off a name in a URL and refuses it in a new name', () => {
    expect(parseRepositorySegment('orders.git')).toBe('orders');
    expect(parseRepositorySegment('orders')).toBe('orders');
    expect(() => parseRepositorySegment('orders.git.git')).toThrow(/\.git/);
    expect(() => parseRepositoryName('orders.git')).toThrow(
      /must not end in \.git/,
    );
  });

  it('shortens what it quotes', () => {
    expect(() => parseRepositoryName('x'.repeat(10_000))).toThrow(/^.{1,300}$/);
  });
});

describe('refs', () => {
  it.each(['main', 'feature/ünï', 'v1.2.3', 'a'.repeat(40), 'dependabot/go'])(
    'accepts %s',
    ref => expect(parseRef(ref)).toBe(ref),
  );

  it.each([
    '',
    '-x',
    '--output=/tmp/x',
    'a..b',
    'a~1',
    'a^{}',
    'a:b',
    'a b',
    'a//b',
    '/a',
    'a/',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a.',
    '@',
    'a@{1}',
    'a\nb',
    'a\\b',
    'a*',
    'x'.repeat(245),
  ])('refuses %j', ref => expect(() => parseRef(ref)).toThrow(/^Ref '/));
});

describe('paths', () => {
  it('drops outer slashes', () => {
    expect(parseRepositoryPath('/cmd/main.go')).toBe('cmd/main.go');
    expect(parseRepositoryPath('cmd/')).toBe('cmd');
    expect(parseRepositoryPath('/')).toBe('');
    expect(parseRepositoryPath('')).toBe('');
  });

  it.each(['.', '..', '../x', 'a/../b', 'a//b', 'a\\b', 'a\nb', 'a\0'])(
    'refuses %j',
    path => expect(() => parseRepositoryPath(path)).toThrow(/^Path '/),
  );
});
