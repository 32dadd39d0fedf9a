import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createChannelLookup } from './channelLookup';
import { CHANNELS_ANNOTATION } from './channelsAnnotation';

const api = (name: string, annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name, annotations },
});

describe('createChannelLookup', () => {
  it('finds channels beside APIs that have no annotation', async () => {
    const logger = mockServices.logger.mock();
    const lookUp = createChannelLookup({
      auth: mockServices.auth(),
      logger,
      catalog: catalogServiceMock({
        entities: [api('orders', { [CHANNELS_ANNOTATION]: 'send' }), api('hr')],
      }),
    });
    expect(
      await lookUp(['api:default/hr', 'api:default/orders', 'api:default/no']),
    ).toEqual(
      new Map([['api:default/orders', { sends: true, receives: false }]]),
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
