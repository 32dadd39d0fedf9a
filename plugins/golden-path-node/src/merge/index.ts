export { MERGERS } from './mergers';
export { imageName } from './imageName';
