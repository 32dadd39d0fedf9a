import { FlowItem } from './types';

/** True for a frame, and for a card that stands for a collapsed one. */
export function isBoxLike(item: FlowItem): boolean {
  return item.kind === 'frame' || item.gridded === true;
}
