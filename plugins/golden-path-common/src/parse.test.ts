import fc from 'fast-check';
import { formatPath, parseAnswers } from './parse';

const YAML = `apiVersion: goldenpath.dev/v1
goldenPath: go-rest-service
service:
  name: orders
  owner: checkout
  module: github.com/acme/orders
resources:
  - name: order
    fields:
      - name: total
        type: decimal
`;

const firstProblem = (text: string) => {
  const [problem] = parseAnswers(text).problems;
  return (
    problem &&
    `${problem.line}:${problem.column} ${formatPath(problem.path)}: ${
      problem.message
    }`
  );
};

describe('parseAnswers', () => {
  it('reads YAML and JSON alike', () => {
    const { value, problems } = parseAnswers(YAML);
    expect(problems).toEqual([]);
    expect(parseAnswers(JSON.stringify(value)).value).toEqual(value);
  });

  it.each([
    [
      'a wrong value',
      YAML.replace('type: decimal', 'type: money'),
      '11:15 resources[0].fields[0].type: is none of the values allowed',
    ],
    [
      'an unknown key',
      YAML.replace('    fields', '    colour: red\n    fields'),
      '9:13 resources[0].colour: is no known key',
    ],
    [
      'a missing key',
      YAML.replace('  owner: checkout\n', ''),
      '3:1 service.owner: is missing',
    ],
    [
      'a duplicate key',
      `${YAML}goldenPath: x\n`,
      '12:1 : is not YAML: Map keys must be unique at line 12, column 1:',
    ],
    [
      'an alias',
      YAML.replace('name: orders', 'name: &a orders').replace(
        'owner: checkout',
        'owner: *a',
      ),
      '1:1 : holds a YAML alias or anchor that cannot be read',
    ],
    ['nothing', '', '1:1 : is missing'],
  ])('tells where %s stands', (_, text, expected) => {
    expect(firstProblem(text)).toBe(expected);
  });

  it('finds the place of a later problem', () => {
    const { locate } = parseAnswers(YAML);
    const problem = {
      path: ['resources', 0, 'fields', 0, 'name'],
      message: '',
      advice: '',
      mends: [],
    };
    expect(locate(problem)).toMatchObject({ line: 10, column: 15 });
  });

  it('never throws and is right about where the text ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const { value, problems } = parseAnswers(text);
        expect(value === undefined).toBe(problems.length > 0);
      }),
    );
  });

  it('refuses a billion laughs', () => {
    const bomb = `a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n`;
    expect(parseAnswers(bomb).problems).toHaveLength(1);
  });
});
