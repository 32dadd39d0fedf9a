import { gofmt } from './gofmt';

const UNTIDY = 'package a\nfunc  F( ) { }\n';
const TIDY = 'package a\n\nfunc F() {}\n';

describe('gofmt', () => {
  afterEach(() => jest.restoreAllMocks());

  it('formats Go, and leaves what is formatted', () => {
    expect(gofmt(UNTIDY, 'a.go')).toBe(TIDY);
    expect(gofmt(TIDY, 'a.go')).toBe(TIDY);
  });

  it('says where a text is no Go, and formats the next', () => {
    expect(() => gofmt('package a\nfunc {', 'a/b.go')).toThrow(/^a\/b\.go:2:6/);
    expect(gofmt(UNTIDY, 'a.go')).toBe(TIDY);
  });

  it('formats around a long chain of added strings', () => {
    const literal = (index: number) => `\t"line ${index} \\" + \\n"`;
    const chain = Array.from({ length: 5_000 }, (_, i) => literal(i)).join(
      ' +\n',
    );
    expect(gofmt(`package a\nconst  c = "" +\n${chain}\n`, 'a.go')).toBe(
      `package a\n\nconst c = "" +\n${chain}\n`,
    );
  });

  it('begins anew before its memory is full', () => {
    const { Instance } = WebAssembly;
    const instances = jest
      .spyOn(WebAssembly, 'Instance')
      .mockImplementation(module => new Instance(module));
    const long = `package a\n${'func  F( ) { }\n'.repeat(80_000)}`;
    gofmt(long, 'a.go');
    // What was formatted before is remembered.
    expect(gofmt(UNTIDY.replace('F', 'G'), 'a.go')).toBe(
      TIDY.replace('F', 'G'),
    );
    expect(instances).toHaveBeenCalledTimes(1);
  });
});
