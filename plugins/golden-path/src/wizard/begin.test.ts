import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { validAnswers } from '../__testUtils__/answers';
import { withService } from '../answers/edits';
import { createWizardSessions } from '../session/wizardSessions';
import { shareLink } from '../share/shareLink';
import { begin } from './begin';

const answers = validAnswers();
const { goldenPath } = answers;

function scaffolder(status?: string) {
  const task = {
    id: 'run-1',
    status,
    // As Create sends them: the form orders keys by the template's schema.
    spec: { parameters: { answers: turned(answers) } },
  } as unknown as ScaffolderTask;
  return scaffolderApiMock.mock({
    listTasks: async () => ({ tasks: status ? [task] : [] }),
  });
}

/** Plain data with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, each]) => [key, turned(each)]));
}

function sessionWith(draft?: unknown) {
  sessionStorage.clear();
  const session = createWizardSessions(sessionStorage).of(goldenPath);
  if (draft) session.keep({ answers: draft });
  return session;
}

function at(address: Partial<Location> = {}, form?: unknown) {
  return { address: { hash: '', search: '', ...address }, form };
}

describe('the wizard begins with', () => {
  it('nothing in a new tab, and asks nobody', async () => {
    const api = scaffolder('completed');
    expect(await begin(goldenPath, at(), sessionWith(), api)).toEqual({});
    expect(api.listTasks).not.toHaveBeenCalled();
  });

  it('the draft of the tab', async () => {
    const session = sessionWith(answers);
    expect(await begin(goldenPath, at(), session, scaffolder())).toEqual({
      answers,
      from: 'draft',
    });
  });

  it('nothing once the draft was created', async () => {
    const session = sessionWith(answers);
    expect(
      await begin(goldenPath, at(), session, scaffolder('completed')),
    ).toEqual({});
    expect(session.draft).toEqual({});
  });

  it.each([
    ['the run that it starts again from', { again: 'run-1' }],
    ['a run for another place', { repoUrl: 'git.example.org?repo=people' }],
  ])('the draft when what was created was %s', async (_what, kept) => {
    const session = sessionWith(answers);
    session.keep(kept);
    const { answers: begun, from } = await begin(
      goldenPath,
      at(),
      session,
      scaffolder('completed'),
    );
    expect({ begun, from }).toEqual({ begun: answers, from: 'draft' });
  });

  it('the draft when it was changed since it was created', async () => {
    const changed = withService(answers, { name: 'people' });
    const session = sessionWith(changed);
    expect(
      await begin(goldenPath, at(), session, scaffolder('completed')),
    ).toEqual({ answers: changed, from: 'draft' });
  });

  it.each(['failed', 'processing'])(
    'the draft and its run when that is %s',
    async status => {
      const session = sessionWith(answers);
      expect(
        await begin(goldenPath, at(), session, scaffolder(status)),
      ).toEqual({
        answers,
        from: 'draft',
        run: { id: 'run-1', status },
      });
    },
  );

  it('the draft when the portal does not tell of runs', async () => {
    const api = scaffolderApiMock.mock({
      listTasks: async () => {
        throw new Error('not allowed');
      },
    });
    const session = sessionWith(answers);
    expect(await begin(goldenPath, at(), session, api)).toEqual({
      answers,
      from: 'draft',
    });
  });

  it('what a link holds, before any draft', async () => {
    const other = withService(answers, { name: 'people' });
    const shared = await shareLink(other, 'https://portal.example.org/create');
    const { hash } = new URL('link' in shared ? shared.link : '');
    const session = sessionWith(answers);
    expect(
      await begin(goldenPath, at({ hash }), session, scaffolder()),
    ).toEqual({
      answers: other,
      from: 'link',
    });
  });

  it('the draft, and says what is wrong with a link', async () => {
    const session = sessionWith(answers);
    expect(
      await begin(
        goldenPath,
        at({ hash: '#answers=abc' }),
        session,
        scaffolder(),
      ),
    ).toEqual({
      answers,
      from: 'draft',
      problem: expect.stringMatching(/no answers that can be read/),
    });
  });

  const search = (formData: unknown) => ({
    search: `?${new URLSearchParams({ formData: JSON.stringify(formData) })}`,
  });
  const { resources: _, ...others } = answers;
  it.each([
    ['text that is no JSON', { search: '?formData={"answers":' }, /no JSON/],
    ['a list', search(['a']), /'formData' is no object/],
    ['other fields', search({ name: 'users' }), /'name' is no field/],
    [
      'answers of another shape',
      search({ answers: { ...answers, service: { name: 5 } } }),
      /'answers.service.name' is no string. Give a string. \(and \d more\)/,
    ],
    [
      'half of the answers',
      search({ answers: others }),
      /'answers.resources' is/,
    ],
    [
      'answers for another golden path',
      search({ answers: { ...answers, goldenPath: 'other' } }),
      /'answers.goldenPath' is 'other', and this is/,
    ],
  ])('a new form, and says why it was not given %s', async (_what, to, why) => {
    const session = sessionWith();
    expect(await begin(goldenPath, at(to), session, scaffolder())).toEqual({
      problem: expect.stringMatching(why),
    });
  });

  it('a new form without a word where the form made only empty objects', async () => {
    const opened = at({}, { answers: { service: {}, patterns: {} } });
    expect(
      await begin(goldenPath, opened, sessionWith(), scaffolder()),
    ).toEqual({});
  });
});
