const PIXEL_RATIO = 2;
const MAX_SIDE = 16_000;

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () =>
      reject(new Error('The browser could not draw the SVG as a picture'));
    image.src = url;
  });
}

/** The size that a document states of itself. */
function sizeOf(svg: string) {
  const root = new DOMParser().parseFromString(
    svg,
    'image/svg+xml',
  ).documentElement;
  const px = (name: string) => Number(root.getAttribute(name));
  return { width: px('width'), height: px('height') };
}

/** Draws an SVG as a PNG of twice its size, or as large as browsers can draw. */
export async function rasterize(svg: string): Promise<Blob> {
  const size = sizeOf(svg);
  const ratio = Math.min(
    PIXEL_RATIO,
    MAX_SIDE / Math.max(size.width, size.height, 1),
  );
  // a portal's policy takes images from data: and none from blob:
  const image = await loadImage(
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(size.width * ratio);
  canvas.height = Math.ceil(size.height * ratio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser offers no canvas to draw on');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob =>
        blob
          ? resolve(blob)
          : reject(new Error('The picture is too large for the browser')),
      'image/png',
    ),
  );
}
