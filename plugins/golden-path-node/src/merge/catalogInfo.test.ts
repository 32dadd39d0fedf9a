import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { catalogInfo } from './catalogInfo';
import { sampleContext } from './testing/sampleContext';

const printed = (context: Parameters<typeof catalogInfo>[0]) =>
  parseAllDocuments(catalogInfo(context)[0]?.content ?? '').map(document =>
    document.toJS(),
  );

describe('catalogInfo', () => {
  it('has a document an entity', () => {
    const entities = printed(
      sampleContext(
        {
          owner: {
            catalog: {
              apis: {
                api: {
                  type: 'openapi',
                  title: 'API',
                  description: 'HTTP API',
                  definition: './api/openapi.yaml',
                },
              },
            },
          },
        },
        { system: 'shop', createSystem: true },
      ),
    );
    expect(entities.map(({ kind }) => kind)).toEqual([
      'Component',
      'API',
      'System',
    ]);
    expect(entities[0].metadata.annotations).toMatchObject({
      'goldenpath.dev/golden-path': 'sample@1.2.3',
    });
  });

  it('carries any description as it is', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
          .filter(text => /^[^\p{C}\p{Z}](.*[^\p{C}\p{Z}])?$/u.test(text))
          .filter(text => !/[\p{C}\u2028\u2029]/u.test(text))
          .filter(text => !text.includes('${{')),
        description => {
          let context;
          try {
            context = sampleContext({}, { description });
          } catch {
            return; // refused with a problem: nothing to carry
          }
          const [component] = printed(context);
          expect(component.metadata.description).toBe(description);
        },
      ),
    );
  });
});
