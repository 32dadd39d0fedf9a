export * from './print';
export * from './table';
export * from './tidy';
