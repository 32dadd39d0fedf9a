import { inCode } from '../detect/code';
import { isBelow } from '../detect/libraries';
import type { GoService } from '../service';
import type { Engine } from '../engines';

// Calls by which the clients of brokers send and receive.
const SENDS =
  /\.(Publish\w*|SendMessages?|WriteMessages|Produce|ProduceSync|NewSyncProducer|NewAsyncProducer|SendMessage)\(|\b(NewWriter|NewSyncProducer|NewAsyncProducer|NewProducer|NewPublisher)\(/;
const RECEIVES =
  /\.(Subscribe\w*|QueueSubscribe\w*|Consume|ReadMessage|FetchMessage|ReceiveMessage|PollFetches|Receive)\(|\b(NewReader|NewConsumer|NewConsumerGroup|NewSubscriber)\(/;

interface EventHint {
  readonly protocol: 'events';
  readonly mode: 'async';
  readonly direction?: 'publish' | 'subscribe';
}

/** Whether the service sends, receives or both, told by the calls in the files that import the client. */
export function directionsOf(
  service: GoService,
  engine: Engine,
): EventHint | readonly EventHint[] {
  const users: GoService = {
    ...service,
    goFiles: service.goFiles.filter(({ imports }) =>
      imports.some(({ path }) =>
        engine.modules.some(module => isBelow(path, module)),
      ),
    ),
  };
  const does = (pattern: RegExp) => inCode(users, pattern, () => '').length > 0;
  const hint = (direction: 'publish' | 'subscribe'): EventHint => ({
    protocol: 'events',
    mode: 'async',
    direction,
  });
  const sends = does(SENDS);
  const receives = does(RECEIVES);
  if (sends && receives) return [hint('publish'), hint('subscribe')];
  if (sends) return hint('publish');
  if (receives) return hint('subscribe');
  return { protocol: 'events', mode: 'async' };
}
