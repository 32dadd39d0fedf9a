export * from './draft';
export * from './filePlan';
export { EMITTERS } from './emitters';
export { chosenPatterns } from './chosenPatterns';
export { plan } from './plan';
export { pathFault } from './pathFault';
