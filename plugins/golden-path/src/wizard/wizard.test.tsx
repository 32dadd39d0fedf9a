import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { resolve } from '@golden-path/backstage-plugin-golden-path-common';
import { violationsOf } from '../__testUtils__/axe';
import { validAnswers } from '../__testUtils__/answers';
import { readCatalogue } from '../__testUtils__/catalogue';
import { renderWizard } from '../__testUtils__/renderWizard';
import { create, filledIn, next, page } from '../__testUtils__/wizardPages';

jest.setTimeout(60_000);

const cell = (row: number, column: number) =>
  document.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)!;

beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, '', '/');
});

/** Pages are gone through on the way. */
const SLOW = { timeout: 20_000 };

describe('the wizard', () => {
  it('leads from an empty form to valid answers and a place', async () => {
    const { onCreate } = renderWizard();
    const name = await screen.findByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    await next();
    expect(
      (await screen.findAllByText(/The name is missing/)).length,
    ).toBeGreaterThan(0);
    await waitFor(() => expect(name).toHaveFocus());

    fireEvent.change(name, { target: { value: 'orders' } });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /^Go module/ })).toHaveValue(
        'git.example.org/demo/orders',
      ),
    );
    const [owner] = screen.getAllByRole('combobox', { name: /^Owner/ });
    await userEvent.click(owner!);
    await userEvent.click(
      await screen.findByRole('option', { name: /group:default\/commerce/ }),
    );
    const system = screen.getByRole('combobox', { name: /^System/ });
    fireEvent.change(system, { target: { value: 'warehouse' } });
    expect(
      await screen.findByText('New: comes out with the service'),
    ).toBeInTheDocument();

    await page('preview');
    const values = await create(onCreate);
    expect(values.repoUrl).toBe('git.example.org?owner=demo&repo=orders');
    expect(values.answers.service).toEqual({
      name: 'orders',
      owner: 'group:default/commerce',
      module: 'git.example.org/demo/orders',
      system: 'warehouse',
      createSystem: true,
    });
    expect(resolve(readCatalogue(), values.answers).problems).toEqual([]);
  });

  it.each([
    ['joins a system that came meanwhile', 'shop', true, undefined],
    ['brings a system that is not there', 'depot', undefined, true],
  ])('%s, whatever the answers held', async (_, system, before, after) => {
    const answers = validAnswers();
    const service = { ...answers.service, system, createSystem: before };
    const { onCreate } = renderWizard(filledIn({ ...answers, service }));
    await screen.findByText(
      after ? 'New: comes out with the service' : 'Joins the one there is',
    );
    await page('preview');
    const values = await create(onCreate);
    expect(values.answers.service.system).toBe(system);
    expect(values.answers.service.createSystem).toBe(after);
  });

  it('brings a system also when the catalog says so on a later page', async () => {
    let ready = () => {};
    const catalogReady = new Promise<void>(resolved => {
      ready = resolved;
    });
    const answers = validAnswers();
    const service = { ...answers.service, system: 'depot' };
    const { onCreate } = renderWizard({
      ...filledIn({ ...answers, service }),
      catalogReady,
    });
    await page('preview');
    ready();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('grid');
    await next();
    const values = await create(onCreate);
    expect(values.answers.service.createSystem).toBe(true);
  });

  it('asks for the domain of a new system, and of no other', async () => {
    const answers = validAnswers();
    const service = {
      ...answers.service,
      system: 'depot',
      createSystem: true,
      domain: 'trade',
    };
    renderWizard(filledIn({ ...answers, service }));
    const domain = await screen.findByRole('combobox', { name: /^Domain/ });
    expect(domain).toHaveValue('trade');
    await waitFor(() =>
      expect(domain).toHaveAccessibleDescription(/has no such domain/),
    );
    await userEvent.click(domain);
    await userEvent.clear(domain);
    await userEvent.click(
      await screen.findByRole('option', { name: /retail/ }),
    );
    expect(domain).toHaveValue('retail');
    fireEvent.change(screen.getByRole('combobox', { name: /^System/ }), {
      target: { value: 'shop' },
    });
    await screen.findByText('Joins the one there is');
    expect(domain).not.toBeInTheDocument();
  });

  it('keeps a module that somebody wrote', async () => {
    renderWizard(filledIn());
    const module = await screen.findByRole('textbox', { name: /^Go module/ });
    fireEvent.change(
      screen.getByRole('textbox', {
        name: /^Name/,
        description: /repository, binary/,
      }),
      { target: { value: 'people' } },
    );
    await waitFor(() =>
      expect(
        screen.getAllByRole('textbox', { name: /^Name/ }).at(-1),
      ).toHaveValue('people'),
    );
    expect(module).toHaveValue('github.com/acme/users');
  });

  it('gives the draft back after a reload, or starts over', async () => {
    const first = renderWizard();
    const name = await screen.findByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    fireEvent.change(name, { target: { value: 'orders' } });
    await waitFor(() => expect(name).toHaveValue('orders'));
    first.unmount();

    renderWizard();
    expect(
      await screen.findByText('Your draft of this tab is back.'),
    ).toBeInTheDocument();
    const again = screen.getByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    expect(again).toHaveValue('orders');
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
    await waitFor(() => expect(again).toHaveValue(''));
  });

  it('is back on its page when the portal draws it anew, and on no later one', async () => {
    const first = renderWizard();
    await userEvent.click(await screen.findByRole('radio', { name: /^Users/ }));
    const [owner] = screen.getAllByRole('combobox', { name: /^Owner/ });
    await waitFor(() => expect(owner).toHaveValue('group:default/commerce'));
    await page('preview');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('grid');
    first.unmount();

    renderWizard();
    expect(
      await screen.findByRole('grid', undefined, SLOW),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Your draft of this tab is back.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByLabelText('Filter patterns');
    await next();
    expect(await screen.findByRole('grid')).toBeInTheDocument();
    expect(
      screen.queryByText('Your draft of this tab is back.'),
    ).not.toBeInTheDocument();
  });

  it('keeps what was changed of the form that the address holds', async () => {
    const { initialState } = filledIn();
    const formData = JSON.stringify(initialState);
    const address = `/?${new URLSearchParams({ formData })}`;
    window.history.replaceState(null, '', address);
    const name = () =>
      screen.findByRole('textbox', {
        name: /^Name/,
        description: /repository, binary/,
      });
    const first = renderWizard();
    expect(await name()).toHaveValue('users');
    expect(window.location.search).not.toBe('');
    fireEvent.change(await name(), { target: { value: 'people' } });
    await waitFor(() => expect(window.location.search).toBe(''));
    first.unmount();
    renderWizard();
    expect(await name()).toHaveValue('people');
    const repository = screen.getByRole('group', { name: 'Repository' });
    expect(
      within(repository).getByRole('textbox', { name: /^Name/ }),
    ).toHaveValue('people');
  });

  it('is back on its page with the form that the address holds, also one that was created', async () => {
    const { initialState } = filledIn();
    const formData = JSON.stringify(initialState);
    const address = `/?${new URLSearchParams({ formData })}`;
    window.history.replaceState(null, '', address);
    const created = [{ id: 'run-1', status: 'completed', form: initialState }];
    const first = renderWizard({ runs: created });
    await screen.findByRole('textbox', { name: /^Go module/ });
    expect(window.location.search).not.toBe('');
    await next();
    await screen.findByLabelText('Filter patterns');
    await waitFor(() => expect(window.location.search).toBe(''));
    await next();
    await screen.findByRole('grid');
    first.unmount();

    renderWizard({ runs: created });
    const tab = await screen.findByRole('tab', { name: /^users/ }, SLOW);
    expect(tab).toBeInTheDocument();
  });

  it('comes back with the resource that was open', async () => {
    const users = validAnswers();
    const answers = {
      ...users,
      resources: [...users.resources, { ...users.resources[0]!, name: 'team' }],
    };
    const tab = () => screen.findByRole('tab', { name: /^teams/ });
    const first = renderWizard(filledIn(answers));
    await page('resources');
    await userEvent.click(await tab());
    await userEvent.click(screen.getByRole('button', { name: /Resource$/ }));
    await userEvent.click(await tab());
    first.unmount();
    renderWizard();
    expect(await tab()).toHaveAttribute('aria-selected', 'true');
  });

  it.each([
    ['an answer', { name: 'No name' }, 'git.example.org?owner=demo&repo=users'],
    ['the place', {}, 'git.example.org?owner=no+owner&repo=users'],
  ])('stops at the page that refuses %s', async (_, changed, repoUrl) => {
    const answers = validAnswers();
    const draft = {
      answers: { ...answers, service: { ...answers.service, ...changed } },
      repoUrl,
      section: 'preview',
    };
    const key = `golden-path/draft/${answers.goldenPath}`;
    sessionStorage.setItem(key, JSON.stringify(draft));
    const { container } = renderWizard();
    await waitFor(() =>
      expect(
        container.querySelector('[aria-invalid="true"]'),
      ).toBeInTheDocument(),
    );
    for (const [label, value] of [
      [/^Name/, 'users'],
      [/^Owner/, 'demo'],
    ] as const) {
      const input = screen
        .getAllByLabelText(label)
        .find(each => each.getAttribute('aria-invalid') === 'true');
      if (input) fireEvent.change(input, { target: { value } });
    }
    await next();
    expect(await screen.findByLabelText('Filter patterns')).toBeInTheDocument();
    // It is kept as the place where the person is: nothing leads further on.
    await waitFor(() =>
      expect(sessionStorage.getItem(key)).toContain('"section":"patterns"'),
    );
  });

  it('says which field of what it was opened with it does not understand', async () => {
    const answers = validAnswers();
    const service = { ...answers.service, owner: 5 };
    renderWizard({
      initialState: { answers: { ...answers, service } },
    } as unknown as ReturnType<typeof filledIn>);
    expect(
      await screen.findByText(
        "Not taken over into this form: 'answers.service.owner' is no string. Give a string.",
      ),
    ).toBeInTheDocument();
    const name = screen.getByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    fireEvent.change(name, { target: { value: 'people' } });
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
    await waitFor(() => expect(name).toHaveValue(''));
    expect(screen.queryByText(/Not taken over/)).not.toBeInTheDocument();
  });
});

describe('a starting point', () => {
  it('fills in names and resources, and Next leads on at once', async () => {
    const { onCreate } = renderWizard();
    await userEvent.click(await screen.findByRole('radio', { name: /^Users/ }));
    const [owner] = screen.getAllByRole('combobox', { name: /^Owner/ });
    await waitFor(() => expect(owner).toHaveValue('group:default/commerce'));
    await page('preview');
    const { answers } = await create(onCreate);
    expect(answers.service).toMatchObject({
      name: 'users',
      title: 'Users',
      owner: 'group:default/commerce',
      module: 'git.example.org/demo/users',
    });
  });

  it('leaves a name that somebody wrote', async () => {
    renderWizard();
    const name = await screen.findByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    fireEvent.change(name, { target: { value: 'people' } });
    await userEvent.click(screen.getByRole('radio', { name: /^Orders/ }));
    expect(name).toHaveValue('people');
    expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveValue(
      'Orders',
    );
    await userEvent.click(screen.getByRole('radio', { name: /^Users/ }));
    expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveValue(
      'Users',
    );
  });
});

describe('what comes out', () => {
  it('shows a file beside the form, and which lines are new', async () => {
    const { container } = renderWizard(filledIn());
    await page('resources');
    await screen.findByRole('tree');
    await userEvent.click(
      await screen.findByRole('treeitem', { name: /internal\/user/ }),
    );
    await userEvent.click(screen.getByRole('treeitem', { name: /user.go/ }));
    expect(
      await screen.findByRole('region', { name: 'internal/user/user.go' }),
    ).toHaveTextContent('email');
    expect(container.querySelector('[data-new]')).toBeNull();
    cell(0, 0).focus();
    await userEvent.keyboard('mail{Enter}');
    await waitFor(() =>
      expect(container.querySelector('[data-new]')).toHaveTextContent('mail'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'All files' }));
    expect(screen.getByRole('tree')).toBeInTheDocument();
  });
});

describe('the preview', () => {
  it('shows a file and why it is there, and the entities', async () => {
    renderWizard(filledIn());
    await page('preview');
    fireEvent.change(screen.getByLabelText('Find file or pattern'), {
      target: { value: 'user.go' },
    });
    await userEvent.click(screen.getByRole('treeitem', { name: /user.go/ }));
    expect(await screen.findByText('package')).toHaveAttribute(
      'data-kind',
      'keyword',
    );
    const why = screen.getByRole('region', { name: 'Why this file is there' });
    expect(why).toHaveTextContent('Written from your fields once');
    await userEvent.click(screen.getByRole('button', { name: 'Entities' }));
    expect(screen.getByText('kind')).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'catalog-info.yaml' }),
    ).toHaveTextContent('name: users');
  });
});

describe('the answers', () => {
  it('travel in a link, and what comes out is downloaded', async () => {
    const writeText = jest.fn(async (_text: string) => {});
    const download = jest.fn((_blob: Blob) => 'blob:archive');
    Object.assign(URL, { createObjectURL: download, revokeObjectURL() {} });
    const first = renderWizard(filledIn());
    await page('preview');
    const user = userEvent.setup();
    jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
    await user.click(screen.getByRole('button', { name: 'Share' }));
    expect(await screen.findByText(/^Link copied/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Download archive' }));
    expect(
      await screen.findByText('Downloaded users.tar.gz. Nothing was created.'),
    ).toBeInTheDocument();
    expect(download).toHaveBeenCalledTimes(1);
    first.unmount();

    sessionStorage.clear();
    const { hash } = new URL(writeText.mock.calls[0]![0]);
    window.history.replaceState(null, '', hash);
    renderWizard();
    expect(
      await screen.findByText('These are the answers of the link.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /^Go module/ })).toHaveValue(
      'github.com/acme/users',
    );
    expect(window.location.hash).toBe('');
  });
});

describe('axe finds nothing in', () => {
  it.each(['patterns', 'resources', 'preview'] as const)('%s', async name => {
    const { container } = renderWizard(filledIn());
    await page(name);
    await waitFor(() =>
      expect(container.querySelector('[data-stale="true"]')).toBeNull(),
    );
    const field = container.querySelector('form > div')!;
    expect(await violationsOf(field)).toEqual([]);
  });

  it('service, refused', async () => {
    const { container } = renderWizard();
    await screen.findByRole('textbox', { name: /^Go module/ });
    await next();
    await screen.findAllByText(/The name is missing/);
    const groups = container.querySelectorAll('[data-section], [role="group"]');
    for (const group of groups) expect(await violationsOf(group)).toEqual([]);
  });
});
