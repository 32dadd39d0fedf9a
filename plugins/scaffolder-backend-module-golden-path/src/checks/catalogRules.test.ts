import { ConfigReader } from '@backstage/config';
import { refusedKinds } from './catalogRules';

const url = 'https://github.com/acme/orders/blob/main/catalog-info.yaml';
const entities = [
  { kind: 'Component' },
  { kind: 'API' },
  { kind: 'Resource', spec: { type: 'database' } },
  { kind: 'System' },
];

function refused(catalog: object): string[] {
  return refusedKinds(new ConfigReader({ catalog } as never), entities, url);
}

describe('refusedKinds', () => {
  it('follows the default of the catalog', () => {
    expect(refused({})).toEqual(['Resource', 'System']);
  });

  it('ignores case and looks at spec.type', () => {
    const resource = (type: string) => ({
      rules: [
        { allow: ['component', 'api', 'SYSTEM'] },
        { allow: [{ kind: 'Resource', 'spec.type': type }] },
      ],
    });
    expect(refused(resource('Database'))).toEqual([]);
    expect(refused(resource('bucket'))).toEqual(['Resource']);
  });

  it('applies a rule for locations only there', () => {
    const rules = (locations: object[]) => ({
      rules: [{ allow: ['Component', 'API', 'Resource', 'System'], locations }],
    });
    expect(
      refused(
        rules([
          {
            type: 'url',
            pattern: 'https://github.com/acme/**/catalog-info.yaml',
          },
        ]),
      ),
    ).toEqual([]);
    expect(refused(rules([{ type: 'url', exact: `${url}.md` }]))).toEqual([
      'API',
      'Component',
      'Resource',
      'System',
    ]);
    expect(refused(rules([{ type: 'file' }]))).toHaveLength(4);
  });
});
