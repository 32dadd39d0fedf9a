export { resolve } from './resolve';
export { applyMend } from './mend';
export { wirePorts, findPort } from './ports';
export type { Wiring } from './ports';
export { unknownGoldenPath } from './unknownGoldenPath';
