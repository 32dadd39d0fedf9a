export * from './draft';
export { EMITTERS } from './emitters';
