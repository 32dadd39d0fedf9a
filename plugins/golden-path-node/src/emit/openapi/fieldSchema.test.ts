import { settled } from '../goldenResources';
import { answerSchema, requestSchema } from './fieldSchema';

describe('the schema of a decimal', () => {
  it.each([
    ['', 'At least -10.'],
    ['How far it moves', 'How far it moves. At least -10.'],
    ['How far does it move?', 'How far does it move? At least -10.'],
  ])('says the bounds after the description %j', (description, whole) => {
    const [resource] = settled({
      name: 'part',
      fields: [{ name: 'shift', type: 'decimal', min: -10, description }],
    });
    for (const field of resource?.fields ?? []) {
      expect(answerSchema(field).description).toBe(whole);
      expect(requestSchema(field).description).toBe(whole);
    }
    expect(resource?.fields).toHaveLength(1);
  });
});
