import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { validAnswers } from '../__testUtils__/answers';
import { renderWizard } from '../__testUtils__/renderWizard';
import { filledIn, next, page } from '../__testUtils__/wizardPages';

jest.setTimeout(60_000);

beforeEach(() => sessionStorage.clear());

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
