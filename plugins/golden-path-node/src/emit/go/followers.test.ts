import { settled } from '../goldenResources';
import { emitFollowers } from './followers';

const resource = (
  name: string,
  owner?: string,
  onDelete?: 'refuse' | 'cascade' | 'clear',
) => ({
  name,
  fields: [
    { name: 'name', type: 'text' as const },
    ...(owner
      ? [
          {
            name: 'owner',
            type: 'reference' as const,
            resource: owner,
            onDelete,
          },
        ]
      : []),
  ],
});

const entriesOf = (...resources: ReturnType<typeof resource>[]) =>
  emitFollowers(settled(...resources))
    .split('\n')
    .filter(line => line.startsWith('\t'));

describe('emitFollowers', () => {
  it('names what a deletion deletes or clears, and what follows that', () => {
    expect(
      entriesOf(
        resource('team'),
        resource('team-member', 'team', 'cascade'),
        resource('badge', 'team-member', 'clear'),
        resource('key', 'badge', 'cascade'),
        resource('invoice', 'team', 'refuse'),
      ),
    ).toEqual([
      '\t"team": {"badge", "team_member"},',
      '\t"team_member": {"badge"},',
      '\t"badge": {"key"},',
    ]);
  });

  it('ends at what refers to itself', () => {
    expect(entriesOf(resource('node', 'node', 'cascade'))).toEqual([
      '\t"node": {"node"},',
    ]);
  });

  it('has nothing to name where nothing follows', () => {
    expect(emitFollowers(settled(resource('note')))).toContain(
      'var followers = map[string][]string{}\n',
    );
  });
});
