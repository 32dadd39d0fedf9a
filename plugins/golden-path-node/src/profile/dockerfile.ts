import type {
  ComposedFile,
  Profile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goSettings } from './goSettings';

const DOCKERFILE = 'deploy/docker/Dockerfile';
const FROM = /^(FROM (?:--\S+ )?)(\S+)( AS build)?$/gm;

/** The files with the organisation's base images and Go settings in the Dockerfile. */
export function onOwnImages(
  files: readonly ComposedFile[],
  profile: Profile | undefined,
): ComposedFile[] {
  if (!profile) return [...files];
  return files.map(file =>
    file.path === DOCKERFILE
      ? { ...file, content: dockerfile(file.content, profile) }
      : file,
  );
}

function dockerfile(content: string, profile: Profile): string {
  const { build, runtime } = profile.images ?? {};
  const environment = Object.entries(goSettings(profile)).map(
    ([key, value]) => `\nENV ${key}=${value}`,
  );
  return content.replace(
    FROM,
    (_, from: string, image: string, stage: string | undefined) =>
      stage
        ? `${from}${build ?? image}${stage}${environment.join('')}`
        : `${from}${runtime ?? image}`,
  );
}
