export * from './compositionEntities';
export * from './compositionTopology';
