export { compareDecimals, parseDecimal, type Decimal } from './decimal';
export { DEFAULT_ITEM_LENGTH, INTEGER_RANGE } from './field';
export { isRecord, madeRecords } from './isRecord';
export { resourcesAt, versionsOf } from './versions';
export { resolveResources, type ResolvedResources } from './resolveResources';
