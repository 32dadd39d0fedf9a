// Required into a portal by NODE_OPTIONS: says over a socket, named by
// EVENT_LOOP_SOCKET, how late its event loop was since it was asked last, and
// how much the process and its main thread computed.
const { createServer } = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const MS = 1e6;

if (isMainThread && process.env.EVENT_LOOP_SOCKET) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let busy = performance.eventLoopUtilization();
  let cpu = process.cpuUsage();
  createServer((_request, response) => {
    const { user, system } = process.cpuUsage(cpu);
    const figures = {
      p99: delay.percentile(99) / MS,
      max: delay.max / MS,
      // Of all threads, in milliseconds.
      cpu: (user + system) / 1000,
      // What the main thread was busy with, waiting for a processor included.
      active: performance.eventLoopUtilization(busy).active,
    };
    cpu = process.cpuUsage();
    busy = performance.eventLoopUtilization();
    response.end(JSON.stringify(figures));
    delay.reset();
  })
    .listen(process.env.EVENT_LOOP_SOCKET)
    .unref();
}
