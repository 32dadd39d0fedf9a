export * from './draft';
export * from './filePlan';
export { EMITTERS } from './emitters';
export { chosenPatterns } from './chosenPatterns';
export { plan } from './plan';
export type { Subject } from './sampleNames';
export { pathFault } from './pathFault';
