import type { Jobs } from './jobsInOrder';

type Step = NonNullable<Jobs[string]['steps']>[number];

/**
 * The steps of a GitHub job with the organisation's registry in place of
 * GitHub's own; who may push to it is in two secrets.
 */
export function withRegistry(steps: readonly Step[], registry: string): Step[] {
  return steps.map(step => {
    if (step.uses?.startsWith('docker/login-action@')) {
      const [host = registry] = registry.split('/');
      const login = {
        registry: host,
        username: '${{ secrets.REGISTRY_USERNAME }}',
        password: '${{ secrets.REGISTRY_PASSWORD }}',
      };
      return { ...step, with: { ...step.with, ...login } };
    }
    if (step.uses?.startsWith('docker/metadata-action@')) {
      const images = `${registry}/\${{ github.event.repository.name }}`;
      return { ...step, with: { ...step.with, images } };
    }
    return step;
  });
}
