import { readCatalogue } from '../__testUtils__/catalogue';
import { titleOf } from './titleOf';

it.each([
  ['chi', 'chi'],
  ['gateway', 'Gateway'],
  ['upstreams', 'Other services'],
])('the title of %s is %s', (id, title) =>
  expect(titleOf(readCatalogue(), id)).toBe(title),
);
