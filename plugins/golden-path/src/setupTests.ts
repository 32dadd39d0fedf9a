import '@testing-library/jest-dom';

// jsdom says of each call that it can neither scroll nor draw.
window.scrollTo = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
