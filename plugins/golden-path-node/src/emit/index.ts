export { RESOURCE_EMITTERS } from './emitters';
