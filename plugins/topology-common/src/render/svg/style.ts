import { Protocol } from '../../model/types';
import { DARK_PALETTE, LIGHT_PALETTE, TopologyPalette } from '../palette';

/** `auto` follows the reader's `prefers-color-scheme`. @public */
export type SvgTheme = 'light' | 'dark' | 'auto';

const BASE = `
text{font-size:13px}
.n{font-weight:600}
.d,.l,.p{font-size:11px}
.p{font-weight:600;text-anchor:middle}
.l{text-anchor:middle}
.b{font-size:14px;font-weight:600}
.c{font-size:12px}
.e,.o{fill:none;stroke-linejoin:round}
.i{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
`.trim();

/** The style sheet of a theme: plain rules, which every viewer of SVG understands. */
export function styleSheet(theme: SvgTheme): string {
  if (theme === 'dark') return `${BASE}\n${colours(DARK_PALETTE)}`;
  const light = `${BASE}\n${colours(LIGHT_PALETTE)}`;
  if (theme === 'light') return light;
  return `${light}\n@media (prefers-color-scheme:dark){\n${colours(
    DARK_PALETTE,
  )}\n}`;
}

function colours(p: TopologyPalette): string {
  const protocols = (Object.keys(p.protocol) as Protocol[]).flatMap(name => [
    `.e.${name},.o.${name}{stroke:${p.protocol[name]}}`,
    `.f.${name},.l.${name}{fill:${p.protocol[name]}}`,
  ]);
  const dimensions = p.dimension.map((c, i) => `.m${i}{fill:${c}}`);
  return [
    `text{fill:${p.text}}`,
    `.d{fill:${p.secondText}}`,
    `.canvas{fill:${p.canvas}}`,
    `.domain{fill:${p.domain};stroke:${p.frameLine}}`,
    `.system{fill:${p.frame};stroke:${p.frameLine}}`,
    `.k{fill:${p.node};stroke:${p.nodeLine}}`,
    `.s{fill:none;stroke:${p.nodeLine}}`,
    `.t{fill:${p.frame};stroke:${p.nodeLine}}`,
    `.g-canvas{fill:${p.canvas}}.g-domain{fill:${p.domain}}.g-system{fill:${p.frame}}`,
    `.h-canvas{stroke:${p.canvas}}.h-domain{stroke:${p.domain}}.h-system{stroke:${p.frame}}`,
    `.i{stroke:${p.secondText}}`,
    ...protocols,
    ...dimensions,
  ].join('\n');
}
