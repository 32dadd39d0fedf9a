import type {
  Answers,
  ResourceAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { validAnswers } from '../__testUtils__/answers';
import { followRenames } from './followRenames';

const resource = (
  name: string,
  more: Partial<ResourceAnswers['fields'][number]> = {},
): ResourceAnswers => ({
  name,
  fields: [{ name: 'other', type: 'uuid', ...more }],
});

const answers = (
  resources: ResourceAnswers[],
  upstreams?: UpstreamAnswers[],
): Answers => ({
  ...validAnswers(),
  resources,
  ...(upstreams && { upstreams }),
});

describe('a rename', () => {
  it('of a resource is followed by references to it, letter by letter', () => {
    const about = (customer: string, referred: string) =>
      answers([
        resource('order', { type: 'reference', resource: referred }),
        resource(customer),
      ]);
    let now = about('customer', 'customer');
    for (const name of ['custome', '', 'c', 'client']) {
      now = followRenames(now, {
        ...now,
        resources: [now.resources[0]!, resource(name)],
      });
    }
    expect(now).toEqual(about('client', 'client'));
  });

  const called = (
    service: string,
    seller: string,
    published = `${service}.${seller}`,
  ) =>
    answers(
      [resource('order', { references: published })],
      [
        {
          name: service,
          resources: [
            resource('offer', { type: 'reference', resource: seller }),
            resource(seller),
          ],
        },
        {
          name: 'stock',
          resources: [
            {
              ...resource('item'),
              includes: [{ field: 'other', resource: published }],
            },
          ],
        },
      ],
    );

  it('of an upstream is followed by what names what it publishes', () => {
    const before = called('sellers', 'seller');
    expect(
      followRenames(before, called('shops', 'seller', 'sellers.seller')),
    ).toEqual(called('shops', 'seller'));
  });

  it('of a resource of an upstream is followed here and there', () => {
    const before = called('sellers', 'seller');
    const [sellers, stock] = before.upstreams!;
    const renamed = {
      ...sellers!,
      resources: [sellers!.resources[0]!, resource('shop')],
    };
    expect(
      followRenames(before, { ...before, upstreams: [renamed, stock!] }),
    ).toEqual(called('sellers', 'shop'));
  });

  it('of a field is followed by what is included by it, letter by letter', () => {
    const about = (field: string, column: string) =>
      answers(
        [],
        [
          {
            name: 'orders',
            resources: [
              {
                name: 'order',
                fields: [
                  { name: field, type: 'reference', resource: 'customer' },
                  { name: 'seller', type: 'uuid' },
                ],
                includes: [
                  { field: column, resource: 'orders.customer' },
                  { field: 'seller', resource: 'sellers.seller' },
                ],
              },
            ],
          },
        ],
      );
    const columnOf = ({ upstreams }: Answers) =>
      upstreams![0]!.resources[0]!.includes![0]!.field;
    let now = about('customer', 'customer_id');
    for (const name of ['custome', '', 'c', 'client']) {
      now = followRenames(now, about(name, columnOf(now)));
    }
    expect(now).toEqual(about('client', 'client_id'));
  });

  it.each([
    ['to the name of another', 'stock'],
    ['back to its own', 'sellers'],
  ])('%s leaves everything else', (_what, name) => {
    const before = called('sellers', 'seller');
    const after = called(name, 'seller', 'sellers.seller');
    expect(followRenames(before, after)).toEqual(after);
  });

  it('of one of two with the same name is followed by nothing', () => {
    const before = called('stock', 'seller');
    const after = called('sellers', 'seller', 'stock.seller');
    expect(followRenames(before, after)).toEqual(after);
  });

  it('is none when something is removed', () => {
    const before = answers([
      resource('order', { type: 'reference', resource: 'customer' }),
      resource('customer'),
    ]);
    const after = { ...before, resources: before.resources.slice(0, 1) };
    expect(followRenames(before, after)).toEqual(after);
  });
});
