import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { resolve } from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { violationsOf } from '../__testUtils__/axe';
import { validAnswers } from '../__testUtils__/answers';
import { readCatalogue } from '../__testUtils__/catalogue';
import { renderWizard } from '../__testUtils__/renderWizard';

jest.setTimeout(60_000);

const REPO = 'git.example.org?owner=demo&repo=users';

const filledIn = (answers: Answers = validAnswers()) => ({
  initialState: { answers, repoUrl: REPO },
});
const next = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));
const page = async (name: 'patterns' | 'resources' | 'preview') => {
  await screen.findByRole('textbox', { name: /^Go module/ });
  await next();
  await screen.findByLabelText('Filter patterns');
  if (name === 'patterns') return;
  await next();
  await screen.findByRole('grid');
  if (name === 'resources') return;
  await next();
  await screen.findByLabelText('Find file or pattern');
};
const cell = (row: number, column: number) =>
  document.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)!;

beforeEach(() => sessionStorage.clear());

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
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    const values = onCreate.mock.calls[0]![0] as {
      answers: Answers;
      repoUrl: string;
    };
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
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    const values = onCreate.mock.calls[0]![0] as { answers: Answers };
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
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    const values = onCreate.mock.calls[0]![0] as { answers: Answers };
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
});

describe('a starting point', () => {
  it('fills in names and resources, and Next leads on at once', async () => {
    const { onCreate } = renderWizard();
    await userEvent.click(await screen.findByRole('radio', { name: /^Users/ }));
    const [owner] = screen.getAllByRole('combobox', { name: /^Owner/ });
    await waitFor(() => expect(owner).toHaveValue('group:default/commerce'));
    await page('preview');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    const { answers } = onCreate.mock.calls[0]![0] as { answers: Answers };
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

describe('the patterns', () => {
  it('show what a choice changes, and undo it', async () => {
    renderWizard(filledIn());
    await page('patterns');
    const metrics = screen.getByRole('checkbox', { name: /^Metrics/ });
    expect(metrics).toBeChecked();
    await screen.findByRole('tree');
    await userEvent.click(metrics);
    expect(metrics).not.toBeChecked();
    expect(await screen.findByText(/1 differs/)).toBeInTheDocument();
    expect(await screen.findByText('−1 file')).toBeInTheDocument();
    expect(screen.getByText('Metrics left out')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(metrics).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Redo' }));
    expect(metrics).not.toBeChecked();
  });

  it('keep a blocked one in view, say why, and mend it', async () => {
    renderWizard(filledIn({ ...validAnswers(), patterns: { deployment: [] } }));
    await page('patterns');
    const kubernetes = screen.getByRole('checkbox', { name: /^Kubernetes/ });
    expect(kubernetes).toHaveAttribute('aria-disabled', 'true');
    expect(kubernetes).toHaveAccessibleDescription(/Needs Container$/);
    await userEvent.click(kubernetes);
    expect(kubernetes).not.toBeChecked();
    await userEvent.click(
      screen.getByRole('button', { name: 'Add Container' }),
    );
    expect(screen.getByRole('checkbox', { name: /^Container/ })).toBeChecked();
    expect(kubernetes).not.toHaveAttribute('aria-disabled');
    await userEvent.click(kubernetes);
    expect(kubernetes).toBeChecked();
  });

  it('say in plain words what is missing', async () => {
    renderWizard(filledIn());
    await page('patterns');
    const authorization = screen.getByRole('checkbox', {
      name: /^Authorization/,
    });
    expect(authorization).toHaveAccessibleDescription(
      /Needs a way to know callers$/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add API keys' }));
    expect(authorization).not.toHaveAttribute('aria-disabled');
  });

  it('tell what they cost and what they are not for', async () => {
    renderWizard(filledIn());
    await page('patterns');
    const more = screen.getByRole('button', { name: 'About chi' });
    await userEvent.click(more);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('region', { name: 'About chi' })).toHaveTextContent(
      /Trade-offs.*When not to use.*Needs HTTP middleware, HTTP operations.Gives an HTTP router./,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Pagination' }));
    expect(
      screen.getByRole('region', { name: 'About Pagination' }),
    ).toBeInTheDocument();
  });

  it('refuse Next while they exclude each other', async () => {
    renderWizard(
      filledIn({ ...validAnswers(), patterns: { deployment: ['kubernetes'] } }),
    );
    await page('patterns');
    await next();
    const alerts = await screen.findAllByText(
      /'kubernetes' needs pattern 'container'/,
    );
    expect(alerts.length).toBeGreaterThan(1);
    expect(screen.getByLabelText('Filter patterns')).toBeInTheDocument();
  });
});

describe('the resources', () => {
  it('are written by keyboard alone', async () => {
    const { onCreate } = renderWizard(filledIn());
    await page('resources');
    cell(0, 0).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(cell(2, 0)).toHaveFocus();
    await userEvent.keyboard(
      'balance{Tab}d{Tab} {Tab}{Tab}0.00{Tab}10,2{Enter}',
    );
    const row = () => cell(2, 0).closest('tr')!;
    expect(
      within(row())
        .getAllByRole('gridcell')
        .map(each => each.textContent),
    ).toEqual([
      'balance',
      'decimal',
      'required',
      'not unique',
      '0.00',
      '10 digits, 2 after the point',
    ]);
    cell(2, 0).focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(cell(1, 0)).toHaveTextContent('balance');
    await waitFor(() => expect(cell(1, 0)).toHaveFocus());
    await userEvent.keyboard('{Control>}{Delete}{/Control}');
    expect(cell(1, 0)).toHaveTextContent('name');
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('say at the cell what is wrong, and mend it', async () => {
    renderWizard(filledIn());
    await page('resources');
    cell(0, 0).focus();
    await userEvent.keyboard('{F2}{End} Address{Enter}');
    expect(cell(0, 0)).toHaveAttribute('aria-invalid', 'true');
    expect(cell(0, 0)).toHaveAccessibleDescription(/not a field name/);
    await next();
    await waitFor(() => expect(cell(0, 0)).toHaveFocus());
    await userEvent.click(
      screen.getByRole('button', { name: "Use 'email_address'" }),
    );
    expect(cell(0, 0)).toHaveTextContent('email_address');
    expect(cell(0, 0)).not.toHaveAttribute('aria-invalid');
  });

  it('keep a limit that cannot be read in its cell until it can', async () => {
    renderWizard(filledIn());
    await page('resources');
    cell(0, 5).focus();
    await userEvent.keyboard('lots{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '“lots” cannot be read',
    );
    await next();
    expect(
      await screen.findByText(/^'Resources' “lots” cannot be read/),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: /limits, row 1/ }),
      '{Escape}',
    );
    expect(cell(0, 5)).toHaveTextContent('max 255, email');
    await next();
    await screen.findByLabelText('Find file or pattern');
  });

  it('take a pasted table once it was looked at', async () => {
    renderWizard(filledIn());
    await page('resources');
    cell(0, 0).focus();
    const text =
      'CREATE TABLE orders (id uuid, user_id uuid REFERENCES users, total money)';
    await userEvent.paste(text);
    const panel = await screen.findByRole('region', { name: 'Paste' });
    expect(within(panel).getByLabelText('Text to paste')).toHaveValue(text);
    expect(panel).toHaveTextContent('user reference to user, on delete refuse');
    expect(panel).toHaveTextContent('money is read as decimal 19,2');
    expect(screen.queryByRole('tab', { name: /^orders/ })).toBeNull();
    await userEvent.click(
      within(panel).getByRole('button', { name: 'use text' }),
    );
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Add as order' }),
    );
    expect(
      screen.getByRole('tab', { name: /^orders/, selected: true }),
    ).toBeInTheDocument();
    expect(cell(1, 1)).toHaveTextContent('text');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.queryByRole('tab', { name: /^orders/ })).toBeNull();
  });

  it('copy and paste one cell as a spreadsheet does', async () => {
    renderWizard(filledIn());
    await page('resources');
    act(() => cell(0, 5).focus());
    const setData = jest.fn();
    fireEvent.copy(cell(0, 5), { clipboardData: { setData } });
    expect(setData).toHaveBeenCalledWith('text/plain', 'max 255, email');
    act(() => cell(1, 5).focus());
    await userEvent.paste('max 40');
    expect(cell(1, 5)).toHaveTextContent('max 40');
    await userEvent.paste('lots');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '“lots” cannot be read',
    );
  });

  it('can be described', async () => {
    renderWizard(filledIn());
    await page('resources');
    const description = screen.getByLabelText('Description');
    fireEvent.change(description, { target: { value: 'Who signs in' } });
    expect(description).toHaveValue('Who signs in');
  });

  it('can be added, started from another point and removed', async () => {
    renderWizard(filledIn());
    await page('resources');
    await userEvent.click(screen.getByRole('button', { name: 'Resource' }));
    expect(
      screen.getByRole('tab', { name: /^items/, selected: true }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Remove item' }));
    expect(screen.queryByRole('tab', { name: /^items/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Start from' }));
    await userEvent.click(screen.getByRole('menuitem', { name: /^Orders/ }));
    expect(screen.getByRole('tab', { name: /^customers/ })).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: /^orders/ })).toBeInTheDocument();
  });
});

describe('the services that it calls', () => {
  it('are named with their resources, and what calls them is added', async () => {
    const { onCreate } = renderWizard(filledIn());
    await page('resources');
    const calls = screen.getByRole('region', {
      name: 'Services that it calls',
    });
    await userEvent.click(
      within(calls).getByRole('button', { name: 'Service' }),
    );
    fireEvent.change(within(calls).getByLabelText('Service'), {
      target: { value: 'sellers' },
    });
    fireEvent.change(within(calls).getByLabelText('Singular'), {
      target: { value: 'seller' },
    });
    await userEvent.click(
      within(calls).getByLabelText('Changed from here too'),
    );
    await userEvent.selectOptions(
      within(calls).getByLabelText('Called over'),
      'gRPC',
    );
    expect(calls).toHaveTextContent('Name all fields, in the order of sellers');
    expect(
      within(calls).getByRole('grid', { name: 'Fields of seller' }),
    ).toBeInTheDocument();
    expect(await violationsOf(calls)).toEqual([]);
    await next();
    await userEvent.click(
      await within(calls).findByRole('button', { name: 'Add Typed clients' }),
    );
    await next();
    await screen.findByLabelText('Find file or pattern');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    expect(onCreate.mock.calls[0]![0]).toMatchObject({
      answers: {
        patterns: { calls: ['typed-clients'] },
        upstreams: [
          {
            name: 'sellers',
            protocol: 'grpc',
            resources: [{ name: 'seller', writes: true }],
          },
        ],
      },
    });
  });

  it('say what is wrong with a name, and go again', async () => {
    renderWizard(filledIn());
    await page('resources');
    const calls = screen.getByRole('region', {
      name: 'Services that it calls',
    });
    await userEvent.click(
      within(calls).getByRole('button', { name: 'Service' }),
    );
    const name = within(calls).getByLabelText('Service');
    fireEvent.change(name, { target: { value: 'Seller Service' } });
    await userEvent.click(
      within(calls).getByRole('button', { name: "Use 'seller-service'" }),
    );
    expect(within(calls).getByLabelText('Service')).toHaveValue(
      'seller-service',
    );
    await userEvent.click(
      within(calls).getByRole('button', { name: 'Remove seller-service' }),
    );
    expect(within(calls).queryByRole('grid')).not.toBeInTheDocument();
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

describe('a gateway', () => {
  it('is about the services behind it, and asks for no resources', async () => {
    const { onCreate } = renderWizard({ goldenPath: 'go-api-gateway' });
    const name = await screen.findByRole('textbox', {
      name: /^Name/,
      description: /repository, binary/,
    });
    expect(screen.queryByText('Start from')).not.toBeInTheDocument();
    fireEvent.change(name, { target: { value: 'edge' } });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /^Go module/ })).toHaveValue(
        'git.example.org/demo/edge',
      ),
    );
    await page('resources');
    const behind = screen.getByRole('region', { name: 'Services behind it' });
    expect(screen.queryByRole('tablist', { name: 'Resources' })).toBeNull();
    expect(
      within(behind).getByRole('grid', { name: 'Fields of user' }),
    ).toBeInTheDocument();

    await userEvent.click(
      within(behind).getByRole('button', { name: 'Service' }),
    );
    const [, second] = within(behind).getAllByLabelText('Singular');
    fireEvent.change(second!, { target: { value: 'user' } });
    await next();
    expect(
      await within(behind).findByText(/both publish \/api\/v1\/users/),
    ).toBeInTheDocument();
    expect(await violationsOf(behind)).toEqual([]);
    fireEvent.change(second!, { target: { value: 'order' } });

    await next();
    await screen.findByLabelText('Find file or pattern');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    expect(onCreate.mock.calls[0]![0]).toMatchObject({
      answers: {
        goldenPath: 'go-api-gateway',
        resources: [],
        upstreams: [
          { name: 'users', resources: [{ name: 'user', writes: true }] },
          { name: 'service', resources: [{ name: 'order' }] },
        ],
      },
    });
  });
});
