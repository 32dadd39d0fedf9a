import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWizard } from '../__testUtils__/renderWizard';
import { filledIn, next, page } from '../__testUtils__/wizardPages';

jest.setTimeout(60_000);

const cell = (row: number, column: number) =>
  document.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)!;

beforeEach(() => sessionStorage.clear());

describe('the resources', () => {
  it('are written by keyboard alone', async () => {
    const { onCreate } = renderWizard(filledIn());
    await page('resources');
    cell(0, 0).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(cell(2, 0)).toHaveFocus();
    await userEvent.keyboard(
      'balance{Tab}d{Tab} {Tab}{Tab}{Tab}0.00{Tab}10,2{Enter}',
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
      'not sortable',
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
    cell(0, 6).focus();
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
    expect(cell(0, 6)).toHaveTextContent('max 255, email');
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
    act(() => cell(0, 6).focus());
    const setData = jest.fn();
    fireEvent.copy(cell(0, 6), { clipboardData: { setData } });
    expect(setData).toHaveBeenCalledWith('text/plain', 'max 255, email');
    act(() => cell(1, 6).focus());
    await userEvent.paste('max 40');
    expect(cell(1, 6)).toHaveTextContent('max 40');
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
