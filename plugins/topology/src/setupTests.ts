import '@testing-library/jest-dom';

// jsdom knows the canvas element but draws nothing on it
HTMLCanvasElement.prototype.getContext = () => null;
