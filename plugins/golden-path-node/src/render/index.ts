export { gofmt } from './gofmt';
export { render } from './render';
export { treeHash } from './treeHash';
