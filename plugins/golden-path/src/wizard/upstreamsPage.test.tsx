import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UpstreamAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { validAnswers } from '../__testUtils__/answers';
import { violationsOf } from '../__testUtils__/axe';
import { renderWizard } from '../__testUtils__/renderWizard';
import { create, filledIn, next, page } from '../__testUtils__/wizardPages';

jest.setTimeout(60_000);

beforeEach(() => sessionStorage.clear());

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
    expect(await create(onCreate)).toMatchObject({
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

/** Shows the wizard of a gateway before a service. */
const renderGateway = (upstream: UpstreamAnswers) =>
  renderWizard({
    ...filledIn({
      ...validAnswers(),
      goldenPath: 'go-api-gateway',
      patterns: {},
      resources: [],
      upstreams: [upstream],
    }),
    goldenPath: 'go-api-gateway',
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
    expect(await create(onCreate)).toMatchObject({
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

  it('passes streams on, and says what is wrong with a path', async () => {
    const { onCreate } = renderGateway({
      name: 'orders',
      resources: [{ name: 'order', fields: [{ name: 'note', type: 'text' }] }],
    });
    await page('patterns');
    await next();
    const add = await screen.findByRole('button', { name: 'Stream of orders' });
    await userEvent.click(add);
    await userEvent.click(add);
    const streams = screen.getByRole('group', { name: 'Streams of orders' });
    const [first, second] =
      within(streams).getAllByLabelText('Path below /api/v1');
    expect(first).toHaveValue('/orders-events');
    expect(second).toHaveValue('/orders-events-2');
    fireEvent.change(first!, { target: { value: '/Orders/:id/Events' } });
    fireEvent.change(second!, { target: { value: '/orders' } });
    const [, talk] = within(streams).getAllByLabelText('Streamed as');
    await userEvent.selectOptions(talk!, 'WebSocket');
    const [tells] = within(streams).getAllByLabelText('What it tells');
    fireEvent.change(tells!, { target: { value: 'What becomes of it.' } });
    await next();
    expect(first).toHaveFocus();
    expect(first).toHaveAccessibleDescription(/is not the path of a stream/);
    expect(second).toHaveAccessibleDescription(
      /Requests for "\/orders" could be for "\/orders" of "orders" too/,
    );
    expect(await violationsOf(streams)).toEqual([]);
    await userEvent.click(
      within(streams).getByRole('button', {
        name: "Use '/orders/{id}/events'",
      }),
    );
    expect(first).toBeValid();
    fireEvent.change(second!, { target: { value: '/order-talk' } });
    await next();
    await screen.findByLabelText('Find file or pattern');
    expect(await create(onCreate)).toMatchObject({
      answers: {
        upstreams: [
          {
            name: 'orders',
            streams: [
              {
                path: '/orders/{id}/events',
                protocol: 'sse',
                description: 'What becomes of it.',
              },
              { path: '/order-talk', protocol: 'websocket' },
            ],
          },
        ],
      },
    });
  });

  it('keeps streams in sight that it cannot pass on, until they go', async () => {
    const upstream = {
      name: 'orders',
      resources: [
        {
          name: 'order',
          fields: [{ name: 'note', type: 'text' as const }],
        },
      ],
      streams: [{ path: '/events', protocol: 'sse' as const }],
    };
    renderGateway(upstream);
    await page('patterns');
    await next();
    await userEvent.selectOptions(
      await screen.findByLabelText('Called over'),
      'gRPC',
    );
    const streams = screen.getByRole('group', { name: 'Streams of orders' });
    await next();
    expect(streams).toHaveTextContent(
      '"orders" is called over gRPC, and streams are of HTTP',
    );
    expect(
      within(streams).queryByRole('button', { name: 'Stream of orders' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(streams).getByRole('button', { name: 'Remove /events' }),
    );
    expect(
      screen.queryByRole('group', { name: 'Streams of orders' }),
    ).not.toBeInTheDocument();
  });

  it('adds what a field refers to where clients ask for it', async () => {
    const { onCreate } = renderGateway({
      name: 'orders',
      resources: [
        { name: 'order', fields: [{ name: 'buyer', type: 'uuid' }] },
        { name: 'customer', fields: [{ name: 'email', type: 'text' }] },
      ],
    });
    await page('patterns');
    await next();
    await userEvent.selectOptions(
      await screen.findByLabelText('Include by buyer'),
      'orders.customer',
    );
    const behind = screen.getByRole('region', { name: 'Services behind it' });
    const [, customer] = within(behind).getAllByLabelText('Singular');
    fireEvent.change(customer!, { target: { value: 'client' } });
    fireEvent.change(within(behind).getByLabelText('Service'), {
      target: { value: 'shop' },
    });
    const include = within(behind).getByLabelText('Include by buyer');
    expect(include).toHaveValue('shop.client');
    await userEvent.click(
      within(behind).getByRole('button', { name: 'Remove client' }),
    );
    await next();
    expect(include).toHaveFocus();
    expect(include).toHaveValue('shop.client');
    expect(include).toHaveAccessibleDescription(
      /Nothing published is "shop\.client"/,
    );
    expect(await violationsOf(behind)).toEqual([]);
    await userEvent.click(
      within(behind).getByRole('button', { name: 'Resource of shop' }),
    );
    const [, added] = within(behind).getAllByLabelText('Singular');
    fireEvent.change(added!, { target: { value: 'client' } });
    expect(include).toBeValid();
    await next();
    await screen.findByLabelText('Find file or pattern');
    expect(await create(onCreate)).toMatchObject({
      answers: {
        upstreams: [
          {
            name: 'shop',
            resources: [
              { includes: [{ field: 'buyer', resource: 'shop.client' }] },
              { name: 'client' },
            ],
          },
        ],
      },
    });
  });
});
