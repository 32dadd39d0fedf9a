import { withService } from '../answers/edits';
import { validAnswers } from '../__testUtils__/answers';
import { createWizardSessions } from './wizardSessions';

const preview = (hash: string) => ({
  hash,
  files: [],
  entities: [],
  topology: { boxes: [], nodes: [], edges: [] },
});
const named = (name: string) => withService(validAnswers(), { name });
const session = () => createWizardSessions(sessionStorage).of('path');

beforeEach(() => sessionStorage.clear());

describe('a session', () => {
  it('undoes and redoes', () => {
    const it = session();
    it.note(named('a'), 'Router', 0);
    it.note(named('b'), 'Metrics', 0);
    expect(it.lastChoice).toBe('Metrics');
    expect(it.undo(named('c'))).toEqual(named('b'));
    expect(it.undo(named('b'))).toEqual(named('a'));
    expect(it.canUndo).toBe(false);
    expect(it.undo(named('a'))).toEqual(named('a'));
    expect(it.redo(named('a'))).toEqual(named('b'));
    it.note(named('b'), 'Other', 0);
    expect(it.canRedo).toBe(false);
  });

  it('takes what is typed at one go as one step', () => {
    const it = session();
    it.note(named('a'), 'Name', 0);
    it.note(named('ab'), 'Name', 500);
    it.note(named('abc'), 'Name', 4000);
    expect(it.undo(named('abcd'))).toEqual(named('abc'));
    expect(it.undo(named('abc'))).toEqual(named('a'));
  });

  it('keeps a draft over a reload, and forgets it when asked', () => {
    session().keep({ answers: named('a') });
    session().keep({ repoUrl: 'h?owner=o&repo=r' });
    expect(session().draft).toEqual({
      answers: named('a'),
      repoUrl: 'h?owner=o&repo=r',
    });
    session().forget();
    expect(session().draft).toEqual({});
  });

  it('has no draft when the storage holds something else', () => {
    sessionStorage.setItem('golden-path/draft/path', '"text');
    expect(session().draft).toEqual({});
  });

  it('keeps the preview before the last change to compare with', () => {
    const it = session();
    it.see(preview('1'), named('a'));
    it.see(preview('2'), named('b'));
    it.see(preview('2'), named('c'));
    expect(it.previews).toEqual({
      current: { ...preview('2'), answers: named('b') },
      before: { ...preview('1'), answers: named('a') },
    });
  });
});
