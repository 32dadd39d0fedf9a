export { compareDecimals, parseDecimal, type Decimal } from './decimal';
export { DEFAULT_ITEM_LENGTH, INTEGER_RANGE } from './field';
export { isRecord } from './isRecord';
export { resolveResources, type ResolvedResources } from './resolveResources';
