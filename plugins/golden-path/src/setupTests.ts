import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine with much to do must not make a test fail.
configure({ asyncUtilTimeout: 10_000 });

// jsdom says of each call that it can neither scroll nor draw.
window.scrollTo = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
