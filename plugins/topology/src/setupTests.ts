import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// whole apps are drawn here, on machines that have other work to do
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

// jsdom knows the canvas element but draws nothing on it
HTMLCanvasElement.prototype.getContext = () => null;
