import { gofmt } from '../../render/gofmt';
import { settled } from '../goldenResources';
import { emitFixture } from './fixture';

/** The function of the fixture of badges, of which each has the fields. */
function functionOf(name: string, ...fields: object[]): string {
  const [, badge] = settled(
    { name: 'team', fields: [{ name: 'name', type: 'text' }] },
    { name: 'badge', fields: fields as never },
  );
  const go = gofmt(emitFixture('example.com/badges', badge!), 'badge.go');
  return new RegExp(`^func ${name}\\([^]*?^}$`, 'm').exec(go)?.[0] ?? go;
}

const team = { name: 'team', type: 'reference', resource: 'team' };

describe('emitFixture', () => {
  it('pairs inputs that share one value, for each unique field', () => {
    const fields = [
      { name: 'label', type: 'text', required: true, unique: true },
      { name: 'rank', type: 'integer', unique: true },
      { name: 'note', type: 'text' },
      { ...team, required: true, unique: true },
    ];
    expect(functionOf('BadgeTwins', ...fields)).toBe(
      `func BadgeTwins(t testing.TB, db *pgdb.DB) []Twins[badge.Input] {
	t.Helper()
	next := func() badge.Input { return BadgeReferring(t, db, Next()) }
	return []Twins[badge.Input]{
		twins("/label", next, func(one, other *badge.Input) { other.Label = one.Label }),
		twins("/rank", next, func(one, other *badge.Input) { other.Rank = one.Rank }),
		twins("/team_id", next, func(one, other *badge.Input) { other.TeamID = one.TeamID }),
	}
}`,
    );
  });

  it('stores what twins may refer to, as otherwise both refer to nothing', () => {
    expect(functionOf('BadgeTwins', { ...team, unique: true })).toContain(
      'one.TeamID = new(TeamStored(t, db, Next()).ID)',
    );
  });

  it('has no twins where nothing is unique', () => {
    expect(functionOf('BadgeTwins', team)).toBe(
      `func BadgeTwins(_ testing.TB, _ *pgdb.DB) []Twins[badge.Input] {
	return nil
}`,
    );
  });

  it.each([
    [
      { ...team, unique: true },
      'in.TeamID = new(TeamStored(t, db, Next()).ID)',
    ],
    [
      { ...team, required: true, unique: true },
      'in.TeamID = TeamStored(t, db, Next()).ID',
    ],
    [team, 'in.TeamID = new(sharedTeamID)'],
    [{ ...team, required: true }, 'in.TeamID = sharedTeamID'],
  ])('makes what is alike refer to something stored: %j', (field, line) => {
    expect(functionOf('BadgesAlike', field)).toContain(`\t\t${line}\n`);
  });
});
