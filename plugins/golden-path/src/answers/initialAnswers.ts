import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Contents } from './contents';
import { startingPoints } from './startingPoints';

/** The answers of a wizard that nobody has filled in: every group takes its default. */
export function initialAnswers(
  goldenPath: string,
  contents: Contents = 'resources',
): Answers {
  const [{ service, resources }] = startingPoints;
  const all = resources.map(resource => ({ ...resource, writes: true }));
  return {
    apiVersion: ANSWERS_API_VERSION,
    goldenPath,
    service: { name: '', owner: '', module: '' },
    ...(contents === 'resources'
      ? { resources: [...resources] }
      : { resources: [], upstreams: [{ name: service.name, resources: all }] }),
  };
}
