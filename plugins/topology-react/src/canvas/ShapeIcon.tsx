import {
  type SceneNode,
  shapeGlyph,
} from '@golden-path/backstage-plugin-topology-common';

/** The icon of a shape; x and y place it within another SVG. */
export function ShapeIcon({
  shape,
  size = 16,
  x,
  y,
  className,
}: {
  shape: SceneNode['shape'];
  size?: number;
  x?: number;
  y?: number;
  className?: string;
}) {
  return (
    <svg
      aria-hidden
      className={className}
      x={x}
      y={y}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapeGlyph(shape)} />
    </svg>
  );
}
