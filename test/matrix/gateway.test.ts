// A composed gateway before a composed service, and before one of the test's own
// that tells what reaches it, stays silent, or is away. They start once for all.
import { after, before, beforeEach, describe } from 'node:test';
import { callers } from './gateway/callers';
import { Edge } from './gateway/edge';
import { outages } from './gateway/outages';
import { pages } from './gateway/pages';
import { routes } from './gateway/routes';

const edge = new Edge();
before(() => edge.start());
after(() => edge.stop());
beforeEach(() => edge.forget());

describe('a gateway', () => {
  routes(edge);
  callers(edge);
  outages(edge);
});

describe('a gateway before pages of a site', () => pages(edge));
