import type { FieldAnswers, ResourceAnswers } from '../answers';
import { madeRecords } from './isRecord';
import { resolveResources } from './resolveResources';
import { resourcesAt, versionsOf } from './versions';

const title: FieldAnswers = { name: 'title', type: 'text', required: true };

const note = (
  fields: FieldAnswers[],
  rest: Partial<ResourceAnswers> = {},
): ResourceAnswers => ({ name: 'note', fields: [title, ...fields], ...rest });

const resolve = (...resources: ResourceAnswers[]) =>
  resolveResources(
    { resources },
    { reserved: { packages: [], types: [], locals: [] } as never },
  );

const problems = (...resources: ResourceAnswers[]) =>
  resolve(...resources).problems.map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

describe('versions of the schema', () => {
  it('hold what came until then', () => {
    const { resources, problems: found } = resolve(
      note([
        { name: 'rank', type: 'integer', since: 2 },
        { name: 'topic', type: 'reference', resource: 'topic', since: 5 },
      ]),
      { name: 'topic', since: 5, fields: [title] },
    );
    expect(found).toEqual([]);
    expect(versionsOf(resources)).toEqual([1, 2, 5]);
    const names = (version: number) =>
      resourcesAt(resources, version).map(({ name, fields }) => [
        name,
        ...fields.map(field => field.name),
      ]);
    expect(names(1)).toEqual([['note', 'title']]);
    expect(names(4)).toEqual([['note', 'title', 'rank']]);
    expect(names(5)).toEqual([
      ['note', 'title', 'rank', 'topic'],
      ['topic', 'title'],
    ]);
  });

  it('take what rows from before have a value for', () => {
    expect(
      problems(
        note([
          { name: 'a', type: 'text', since: 2 },
          { name: 'b', type: 'text', required: true, default: 'x', since: 2 },
          { name: 'c', type: 'text', unique: true, since: 2 },
          { name: 'd', type: 'list', since: 2 },
        ]),
      ),
    ).toEqual([]);
    expect(
      problems(
        note([
          { name: 'a', type: 'text', required: true, since: 2 },
          { name: 'b', type: 'list', required: true, since: 3 },
        ]),
      ),
    ).toEqual([
      [
        'resources.0.fields.1.required',
        'Rows from before version 2 have no value for "a"',
      ],
      [
        'resources.0.fields.2.required',
        'Rows from before version 3 have no value for "b"',
      ],
    ]);
    expect(
      problems(
        note([{ name: 'a', type: 'text', required: true }], { since: 2 }),
      ),
    ).toEqual([]);
  });

  it('add columns at the end', () => {
    const { problems: found } = resolve(
      note([
        { name: 'a', type: 'text', since: 3 },
        { name: 'b', type: 'text' },
      ]),
    );
    expect(found).toMatchObject([
      {
        path: ['resources', 0, 'fields', 2, 'since'],
        message: '"b" stands behind a field of version 3',
        mends: [{ kind: 'set', value: 3 }],
      },
    ]);
  });

  it('come to a resource after it', () => {
    expect(
      problems(note([{ name: 'a', type: 'text', since: 2 }], { since: 2 })),
    ).toEqual([
      ['resources.0.fields.1.since', 'The resource itself came in version 2'],
    ]);
  });

  it('refer to nothing that comes later', () => {
    expect(
      problems(
        note([{ name: 'topic', type: 'reference', resource: 'topic' }]),
        { name: 'topic', since: 2, fields: [title] },
      ),
    ).toEqual([
      [
        'resources.0.fields.1.since',
        '"topic" refers to "topic", which came in version 2',
      ],
    ]);
  });

  it('leave records what they were made as', () => {
    const { resources } = resolve(
      note([{ name: 'code', type: 'text', unique: true, since: 2 }]),
      { name: 'topic', fields: [{ ...title, unique: true }] },
    );
    expect(madeRecords(resources).map(({ name }) => name)).toEqual(['note']);
  });
});
