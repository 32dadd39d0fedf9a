import {
  type Scene,
  type SceneLooks,
  toJson,
  toMermaid,
  type Tints,
  toSvg,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { downloadBlob, fileNameOf } from './download';
import { rasterize } from './rasterize';

/** What a topology can be taken away as. */
export type ExportFormat = 'svg' | 'png' | 'mermaid' | 'json' | 'link';

/** What is exported: the picture as it is shown, or the data behind it. */
export interface Exportable {
  title: string;
  topology: Topology;
  /** Absent where there is no picture, because it would be too large. */
  scene: Scene | undefined;
  theme: 'light' | 'dark';
  /** The lens through which it is shown; absent for the architecture. */
  looks?: SceneLooks;
  /** The colours of the edges of cards; by owner if absent, none through a lens. */
  tints?: Tints;
}

/** The formats that can be had: pictures only where there is one. */
export const formatsFor = (scene: Scene | undefined): ExportFormat[] =>
  scene
    ? ['svg', 'png', 'mermaid', 'json', 'link']
    : ['mermaid', 'json', 'link'];

const textFile = (text: string, type: string) => new Blob([text], { type });

/** Exports in a format and says in a sentence what happened. */
export async function exportTopology(
  format: ExportFormat,
  { title, topology, scene, theme, looks, tints }: Exportable,
): Promise<string> {
  const save = (extension: string, blob: Blob) => {
    const name = fileNameOf(title, extension);
    downloadBlob(name, blob);
    return `Saved as ${name}`;
  };
  const picture = () => {
    if (!scene) throw new Error('There is no picture: the graph is too large');
    return toSvg(scene, { theme, title, looks, tints });
  };
  switch (format) {
    case 'svg':
      return save('svg', textFile(picture(), 'image/svg+xml'));
    case 'png':
      return save('png', await rasterize(picture()));
    case 'mermaid':
      return save('mmd', textFile(toMermaid(topology), 'text/plain'));
    case 'json':
      return save('json', textFile(toJson(topology), 'application/json'));
    default:
      await navigator.clipboard.writeText(window.location.href);
      return 'Link copied';
  }
}
