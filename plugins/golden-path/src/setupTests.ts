import '@testing-library/jest-dom';
import { CompressionStream, DecompressionStream } from 'node:stream/web';
import { TextDecoder, TextEncoder } from 'node:util';
import { configure } from '@testing-library/react';

// A machine with much to do must not make a test fail.
configure({ asyncUtilTimeout: 10_000 });

// jsdom says of each call that it can neither scroll nor draw.
window.scrollTo = () => {};
HTMLCanvasElement.prototype.getContext = () => null;

// jsdom has no streams; the browsers that Backstage supports have these.
Object.assign(globalThis, {
  CompressionStream,
  DecompressionStream,
  TextDecoder,
  TextEncoder,
});
