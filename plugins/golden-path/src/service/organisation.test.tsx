import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWizard } from '../__testUtils__/renderWizard';

// The first render compiles much, and a busy machine is slow at it.
jest.setTimeout(60_000);

const moduleField = () => screen.findByRole('textbox', { name: /^Go module/ });
beforeEach(() => sessionStorage.clear());

describe('an organisation', () => {
  it('narrows owners and hosts to those that it allows', async () => {
    renderWizard({
      integrations: {
        gitea: [
          { host: 'git.example.org', baseUrl: 'https://git.example.org' },
        ],
        gitlab: [{ host: 'gitlab.com' }],
      },
      profile: {
        owners: ['group:default/platform', 'group:default/gone'],
        hosts: ['gitlab.com'],
      },
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
    expect(
      await screen.findByRole('button', { name: /gitlab\.com.*Host/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText('git.example.org')).not.toBeInTheDocument();
  });
});

describe('a host', () => {
  it('is asked for the parts that its repositories are named by', async () => {
    renderWizard({
      integrations: {
        azure: [{ host: 'dev.azure.com' }],
      },
      profile: { hosts: ['dev.azure.com'] },
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
