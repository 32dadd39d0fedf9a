export { moduleTableSchema } from '../gomod/table';
export type { ModuleTable } from '../gomod/table';
export * from './pack';
export * from './packError';
export { loadPack } from './loadPack';
export { locatePack } from './locatePack';
export { validatePack } from './validatePack';
