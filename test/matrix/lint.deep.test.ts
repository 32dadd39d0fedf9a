// What golangci-lint says of services, by the configuration that each brings.
import { describe, it } from 'node:test';
import { runOrThrow } from '../support/processes';
import {
  goEnvironment,
  inService,
  servicesOfEveryPair,
  theComposer,
  type MatrixService,
} from './service';

/** The Go files of a service; those of a resource differ by its fields only. */
async function filesOf({ answers }: MatrixService): Promise<Set<string>> {
  const { tree } = await (await theComposer()).compose(answers);
  const shape = JSON.stringify(answers.resources);
  return new Set(
    tree.files
      .filter(({ path }) => path.endsWith('.go'))
      .map(({ path, pattern, resource }) =>
        resource === undefined ? path : `${pattern} ${shape}`,
      ),
  );
}

/** Few of the services that together have every file. */
async function fewWithEveryFile(
  services: MatrixService[],
): Promise<MatrixService[]> {
  const having = await Promise.all(
    services.map(async service => ({ service, files: await filesOf(service) })),
  );
  const missing = new Set(having.flatMap(({ files }) => [...files]));
  const few: MatrixService[] = [];
  while (missing.size > 0) {
    const [most] = having
      .map(each => ({
        ...each,
        gain: [...each.files].filter(file => missing.has(file)).length,
      }))
      .sort((a, b) => b.gain - a.gain);
    few.push(most!.service);
    most!.files.forEach(file => missing.delete(file));
  }
  return few;
}

describe('golangci-lint finds nothing', async () => {
  const composer = await theComposer();
  const services: MatrixService[] = [];
  for (const { catalogue } of composer.packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      services.push(...(await servicesOfEveryPair(goldenPath)).services);
    }
  }
  for (const { title, answers } of await fewWithEveryFile(services)) {
    it(title, () =>
      inService(answers, async directory => {
        await runOrThrow('make', ['lint'], {
          cwd: directory,
          env: goEnvironment(),
        });
      }),
    );
  }
});
