import { FlowMetrics } from '../../flow/types';

/** In characters; the flow runs downwards, so that widths count rows and heights count columns. */
export const ASCII_METRICS: FlowMetrics = {
  laneGap: 2,
  laneMargin: 2,
  portGap: 4,
  leastPortGap: 3,
  portMargin: 2,
  itemGap: 4,
  boxGap: 4,
  passGap: 3,
  columnGap: 4,
  frameGap: 4,
  bundleGap: 4,
  padding: 1,
  header: 0,
  rootPadding: 0,
  aspect: 1,
};
