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

  it('begins anew before its memory is full', () => {
    const { Instance } = WebAssembly;
    const instances = jest
      .spyOn(WebAssembly, 'Instance')
      .mockImplementation(module => new Instance(module));
    const long = `package a\n${'func  F( ) { }\n'.repeat(80_000)}`;
    gofmt(long, 'a.go');
    expect(gofmt(UNTIDY, 'a.go')).toBe(TIDY);
    expect(instances).toHaveBeenCalledTimes(1);
  });
});
