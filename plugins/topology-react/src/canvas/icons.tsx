import {
  RiBox3Line,
  RiCodeSSlashLine,
  RiDatabase2Line,
  RiExternalLinkLine,
  RiFlashlightLine,
  RiGlobalLine,
  RiGitRepositoryLine,
  RiLayoutGridLine,
  RiLoginBoxLine,
  RiNodeTree,
  RiSettings3Line,
  RiSwapBoxLine,
  RiUser3Line,
} from '@remixicon/react';
import type { ComponentProps, ComponentType } from 'react';
import type { SceneNode } from '@golden-path/backstage-plugin-topology-common';

type Icon = ComponentType<ComponentProps<typeof RiBox3Line>>;

/** The icon of each shape, the same on cards, in lists and in the panel. */
export const shapeIcons: Record<SceneNode['shape'], Icon> = {
  service: RiBox3Line,
  gateway: RiLoginBoxLine,
  worker: RiSettings3Line,
  website: RiGlobalLine,
  library: RiGitRepositoryLine,
  api: RiCodeSSlashLine,
  database: RiDatabase2Line,
  cache: RiFlashlightLine,
  topic: RiSwapBoxLine,
  external: RiExternalLinkLine,
  person: RiUser3Line,
  system: RiLayoutGridLine,
  domain: RiNodeTree,
};
