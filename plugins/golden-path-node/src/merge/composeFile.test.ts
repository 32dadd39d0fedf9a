import { parse } from 'yaml';
import { composeFile } from './composeFile';
import { sampleContext } from './testing/sampleContext';

const printed = (context: Parameters<typeof composeFile>[0]) =>
  parse(composeFile(context)[0]?.content ?? '');

const database = {
  compose: {
    services: {
      postgres: {
        image: 'postgres:17',
        environment: { POSTGRES_DB: '${service.snake}' },
        volumes: ['postgres:/data'],
      },
    },
    volumes: ['postgres'],
    environment: { DATABASE_URL: 'postgres://postgres/${service.snake}' },
    dependsOn: { postgres: 'service_healthy' as const },
  },
};

describe('composeFile', () => {
  it('gives own containers the settings and waits of all patterns', () => {
    const compose = printed(
      sampleContext({
        owner: {
          compose: {
            services: {
              app: {
                own: true,
                dependsOn: { migrate: 'service_completed_successfully' },
              },
            },
          },
        },
        other: database,
      }),
    );
    expect(compose.name).toBe('order-desk');
    expect(compose.services.app).toMatchObject({
      build: { context: '.', dockerfile: 'deploy/docker/Dockerfile' },
      environment: { DATABASE_URL: 'postgres://postgres/order_desk' },
      read_only: true,
      depends_on: {
        postgres: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      },
    });
  });

  it('holds the stores alone when no container is chosen', () => {
    const compose = printed(sampleContext({ other: database }));
    expect(Object.keys(compose.services)).toEqual(['postgres']);
    expect(compose.services.postgres.environment).toEqual({
      POSTGRES_DB: 'order_desk',
    });
    expect(compose.volumes).toEqual({ postgres: {} });
  });
});
