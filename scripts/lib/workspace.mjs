import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** The packages of this repository: name, folder relative to the root, manifest. */
export function workspacePackages() {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(inRoot(parent))
      .sort()
      .map(name => `${parent}/${name}`)
      .filter(folder => existsSync(inRoot(folder, 'package.json')))
      .map(folder => {
        const manifest = JSON.parse(
          readFileSync(inRoot(folder, 'package.json'), 'utf8'),
        );
        return { name: manifest.name, folder, manifest };
      }),
  );
}

/** The folders of a package and of every package of ours that it stands on. */
export function foldersBehind(name, packages = workspacePackages()) {
  const byName = new Map(packages.map(each => [each.name, each]));
  const seen = new Set();
  const queue = [name];
  for (const next of queue) {
    const found = byName.get(next);
    if (!found || seen.has(next)) continue;
    seen.add(next);
    queue.push(...Object.keys(found.manifest.dependencies ?? {}));
  }
  return [...seen].map(each => byName.get(each).folder).sort();
}
