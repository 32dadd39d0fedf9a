// Required into a portal by NODE_OPTIONS: says over a socket, named by
// EVENT_LOOP_SOCKET, how late its event loop was since it was asked last.
const { createServer } = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const MS = 1e6;

if (isMainThread && process.env.EVENT_LOOP_SOCKET) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  createServer((_request, response) => {
    const figures = { p99: delay.percentile(99) / MS, max: delay.max / MS };
    response.end(JSON.stringify(figures));
    delay.reset();
  })
    .listen(process.env.EVENT_LOOP_SOCKET)
    .unref();
}
