export { resolve } from './resolve';
export { mayServeResources } from './resourceProblems';
export { applyMend } from './mend';
export { wirePorts, findPort } from './ports';
export type { Wiring } from './ports';
export { unknownGoldenPath } from './unknownGoldenPath';
