import Ajv2020 from 'ajv/dist/2020';
import { JSON_SCHEMAS, jsonSchemaOf } from './jsonSchema';
import { sampleAnswers } from './testing/sampleCatalogue';

describe('jsonSchemaOf', () => {
  it.each(JSON_SCHEMAS)('%s is a schema that a validator compiles', name => {
    expect(() => new Ajv2020().compile(jsonSchemaOf(name))).not.toThrow();
  });

  it('accepts valid answers and refuses an unknown key', () => {
    const validate = new Ajv2020().compile(jsonSchemaOf('answers'));
    expect(validate(sampleAnswers())).toBe(true);
    expect(validate({ ...sampleAnswers(), colour: 'red' })).toBe(false);
  });
});
