import { imageName } from './imageName';

describe('imageName', () => {
  it.each([
    ['github.com/Acme/Orders', 'ghcr.io/acme/orders'],
    ['gitlab.com/acme/shop/orders', 'registry.gitlab.com/acme/shop/orders'],
    ['git.example.com/acme/orders', 'git.example.com/acme/orders'],
    [
      'dev.azure.com/acme/shop/_git/orders.git',
      'dev.azure.com/acme/shop/orders',
    ],
    ['git.example.com/scm/~anna/orders.git', 'git.example.com/anna/orders'],
    ['git.example.com/scm/orders', 'git.example.com/scm/orders'],
  ])('of %s is %s', (module, image) => {
    expect(imageName(module)).toBe(image);
  });
});
