import fc from 'fast-check';
import { parse } from 'yaml';
import { printYaml } from './yaml';

describe('printYaml', () => {
  it('is read back as what it was, by readers of YAML 1.2 and 1.1', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        // without -0, which JSON does not have
        const plain: unknown = JSON.parse(JSON.stringify({ value }));
        const text = printYaml(plain);
        expect(parse(text)).toEqual(plain);
        expect(parse(text, { version: '1.1' })).toEqual(plain);
      }),
    );
  });

  it('quotes what YAML 1.1 takes for something else', () => {
    expect(printYaml({ a: 'on', b: '12:30', c: '0x1', d: 'text' })).toBe(
      "a: 'on'\nb: '12:30'\nc: '0x1'\nd: text\n",
    );
  });

  it('puts remarks before keys and elements', () => {
    const text = printYaml({ name: 'x', spec: { list: [1, 2] } }, [
      { path: [], text: 'Head' },
      { path: ['spec'], space: true },
      { path: ['spec', 'list', 1], text: 'Two' },
    ]);
    expect(text).toBe(
      '# Head\n\nname: x\n\nspec:\n  list:\n    - 1\n    # Two\n    - 2\n',
    );
  });

  it('refuses a remark at a place that is not there', () => {
    expect(() => printYaml({ a: 1 }, [{ path: ['b'], text: 'x' }])).toThrow(
      'no YAML node at b',
    );
  });
});
