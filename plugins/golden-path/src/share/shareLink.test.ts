import { validAnswers } from '../__testUtils__/answers';
import { compress } from './compress';
import { readShared, shareLink } from './shareLink';

const PAGE =
  'https://portal.example.org/create/templates/default/go-rest-service?formData=%7B%7D';

describe('a link', () => {
  it('brings the whole answers, below what programs cut', async () => {
    const answers = validAnswers();
    const shared = await shareLink(answers, PAGE);
    if (!('link' in shared)) throw new Error(shared.problem);
    const { pathname, search, hash } = new URL(shared.link);
    expect(pathname).toBe('/create/templates/default/go-rest-service');
    expect(search).toBe('');
    expect(shared.link.length).toBeLessThan(1000);
    expect(await readShared(hash, answers.goldenPath)).toEqual({ answers });
  });

  it('that would be cut is not given; the file is named instead', async () => {
    const random = (length: number) =>
      Array.from({ length }, (_, at) =>
        String.fromCharCode(97 + ((at * 7919 + (at % 31) * at) % 26)),
      ).join('');
    const answers = validAnswers();
    const resources = Array.from({ length: 30 }, (_, at) => ({
      name: `item-${at}`,
      fields: Array.from({ length: 40 }, (__, row) => ({
        name: `${random(30 + row)}_${at}_${row}`,
        type: 'text' as const,
        description: random(60 + at * row),
      })),
    }));
    expect(await shareLink({ ...answers, resources }, PAGE)).toEqual({
      problem: expect.stringMatching(
        /would have \d+ characters, and many programs cut after 8000\. Save the answers as a file/,
      ),
    });
  });

  it.each(['', '#other=1'])('that is in no address is none: %p', hash =>
    expect(readShared(hash, 'go-rest-service')).resolves.toBeUndefined(),
  );

  it.each(['#answers=', '#answers=%%%', '#answers=abcdef'])(
    'that was cut is told: %s',
    async hash => {
      expect(await readShared(hash, 'go-rest-service')).toEqual({
        problem: expect.stringMatching(/no answers that can be read/),
      });
    },
  );

  it('of something else, of another golden path, or without end is refused', async () => {
    const read = async (value: unknown) =>
      readShared(`#answers=${await compress(JSON.stringify(value))}`, 'other');
    expect(await read({ a: 1 })).toHaveProperty('problem');
    expect(await read(validAnswers())).toEqual({
      problem: expect.stringMatching(/'go-rest-service', and this is 'other'/),
    });
    const bomb = await compress('a'.repeat(3_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    expect(await readShared(`#answers=${bomb}`, 'other')).toHaveProperty(
      'problem',
    );
  });
});
