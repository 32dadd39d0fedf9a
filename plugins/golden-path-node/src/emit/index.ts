export { TYPED_EMITTERS } from './emitters';
