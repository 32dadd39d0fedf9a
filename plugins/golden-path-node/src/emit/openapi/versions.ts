import { V2 } from '../apiVersion';
import { PARAMETERS, problem } from './components';
import { eachOperation, sorted, withHeaders } from './everywhere';
import { ref, type OpenApi, type Parameter, type Response } from './model';

/** What each answer of a version that has a successor tells. */
const FATE = ['Deprecation', 'Link', 'Sunset'];

/** Parameters whose names or values the second version spells otherwise. */
export const SECOND_PARAMETERS: Readonly<Record<string, Parameter>> = {
  sortV2: {
    ...PARAMETERS.sort!,
    schema: {
      type: 'string',
      enum: ['createdAt', '-createdAt', 'id', '-id'],
      default: '-createdAt',
    },
  },
  cursorV2: {
    ...PARAMETERS.cursor!,
    description: `The ${V2.wire('next_cursor')} of the page before.`,
  },
};

/** What is answered once the first version has ended. */
export const GONE: Readonly<Record<string, Response>> = {
  Gone: problem(
    'This version of the API has ended; Link names what takes its place.',
    ...FATE,
  ),
};

/** The paths of the first version beside a second one, which takes its place. */
export function deprecated(paths: OpenApi['paths']): OpenApi['paths'] {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      eachOperation(item, (_, { responses, ...operation }) => ({
        ...operation,
        deprecated: true,
        responses: sorted({
          ...withHeaders(responses, FATE),
          410: ref('responses', 'Gone'),
        }),
      })),
    ]),
  );
}

/** What readers of a contract with two versions have to know. */
export const ABOUT_VERSIONS = `
Version 2, under /api/v2, has names of members and parameters in camelCase.
Version 1, under /api/v1, is deprecated: its answers say since when
(Deprecation, RFC 9745), until when it is served (Sunset, RFC 8594), and what
takes the place of the operation (Link, successor-version). Both show the
same resources, with the same ids and ETags.
`;
