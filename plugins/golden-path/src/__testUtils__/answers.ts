import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { initialAnswers } from '../answers/initialAnswers';

/** Answers that are valid: the starting point for people who sign in. */
export function validAnswers(): Answers {
  return {
    ...initialAnswers('go-rest-service'),
    service: {
      name: 'users',
      owner: 'group:default/commerce',
      module: 'github.com/acme/users',
    },
  };
}
