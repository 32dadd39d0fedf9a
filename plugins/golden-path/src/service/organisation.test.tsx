import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWizard } from '../__testUtils__/renderWizard';

// The first render compiles much, and a busy machine is slow at it.
jest.setTimeout(60_000);

const moduleField = () => screen.findByRole('textbox', { name: /^Go module/ });
beforeEach(() => sessionStorage.clear());

describe('an organisation', () => {
  it('narrows owners to those that it allows', async () => {
    renderWizard({
      profile: { owners: ['group:default/platform', 'group:default/gone'] },
    });
    // The repository has an owner too, on its host.
    const owner = await screen.findByRole('combobox', {
      name: /^Owner/,
      description: /group or user/,
    });
    await userEvent.click(owner);
    const [only, ...others] = await screen.findAllByRole('option');
    expect(only).toHaveTextContent('group:default/platform');
    expect(others).toEqual([]);
  });
});

describe('the hosts', () => {
  it('are those that the template offers, named in the configuration of the browser or not', async () => {
    renderWizard({
      integrations: { azure: [{}], gitlab: [{ host: 'gitlab.com' }] },
      hosts: ['dev.azure.com', 'bitbucket.org'],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /\w+\.\w+.*Host/ }),
    );
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'dev.azure.com',
      'bitbucket.org',
    ]);
  });
});

describe('a host', () => {
  it('is asked for the parts that its repositories are named by', async () => {
    renderWizard({
      hosts: ['dev.azure.com'],
    });
    fireEvent.change(
      await screen.findByRole('textbox', {
        name: /^Name/,
        description: /repository, binary/,
      }),
      { target: { value: 'orders' } },
    );
    fireEvent.change(
      await screen.findByRole('combobox', { name: /^Organization/ }),
      { target: { value: 'acme' } },
    );
    fireEvent.change(screen.getByRole('combobox', { name: /^Project/ }), {
      target: { value: 'Web Shop' },
    });
    await waitFor(async () =>
      expect(await moduleField()).toHaveValue(
        'dev.azure.com/acme/Web-Shop/_git/orders.git',
      ),
    );
    expect(await moduleField()).toHaveAccessibleDescription(/'Web Shop'/);
  });
});
