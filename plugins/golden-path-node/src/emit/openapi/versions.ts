import { problem } from './components';
import { eachOperation, sorted, withHeaders } from './everywhere';
import { ref, type OpenApi, type Response } from './model';

/** What each answer of a version that has a successor tells. */
const FATE = ['Deprecation', 'Link', 'Sunset'];

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
