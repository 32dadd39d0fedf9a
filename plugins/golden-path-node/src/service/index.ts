export * from './Composer';
export * from './goldenPathService';
export * from './packs';
