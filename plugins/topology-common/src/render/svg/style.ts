import { ChangeKind } from '../../difference/types';
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
  const lines = { ...p.protocol, quiet: p.quiet, error: p.error, ...p.change };
  const changes = Object.keys(p.change) as ChangeKind[];
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
    ...Object.entries(lines).flatMap(([name, colour]) => [
      `.e.${name},.o.${name}{stroke:${colour}}`,
      `.f.${name},.l.${name}{fill:${colour}}`,
    ]),
    `.l.quiet{fill:${p.secondText}}`,
    ...changes.map(
      kind =>
        `.k.${kind}{fill:${p.changeFill[kind]};stroke:${p.change[kind]};stroke-width:1.5}`,
    ),
    `.x{fill:none;stroke:${p.node};stroke-width:2;stroke-linecap:round}`,
    ...p.dimension.map((c, i) => `.m${i + 1}{fill:${c}}`),
    `.mrest{fill:${p.quiet}}`,
  ].join('\n');
}
