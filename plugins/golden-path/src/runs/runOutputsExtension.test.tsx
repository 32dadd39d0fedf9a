import { createExtensionTester } from '@backstage/frontend-test-utils';
import { scaffolderTemplateOutputTemplateRefsRef } from '@backstage/plugin-scaffolder-react/alpha';
import { runOutputs } from './runOutputsExtension';

const refsOf = (config?: { templates: string[] }) =>
  createExtensionTester(runOutputs, { config }).get(
    scaffolderTemplateOutputTemplateRefsRef,
  );

describe('the outputs of a run', () => {
  it('are there for any template, for the run itself tells what it is of', () => {
    expect(refsOf().includes('template:default/of-another-pack')).toBe(true);
  });

  it('are those of the templates alone that a portal names', () => {
    const named = ['template:default/ours'];
    expect(refsOf({ templates: named })).toEqual(named);
  });
});
