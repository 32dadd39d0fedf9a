import { makefile } from './makefile';
import { sampleContext } from './testing/sampleContext';

const contentOf = (context: Parameters<typeof makefile>[0]) =>
  makefile(context)[0]?.content ?? '';

describe('makefile', () => {
  it('prints targets by section and name, whoever brings them', () => {
    const context = sampleContext({
      owner: {
        make: {
          targets: {
            lint: { section: 'check', help: 'Lint.', run: ['lint --all'] },
            check: { section: 'check', help: 'All.', needs: ['lint'] },
          },
        },
      },
      other: {
        make: {
          variables: { ENV: { value: 'dev', doc: 'Where to.' } },
          targets: {
            check: { needs: ['test'] },
            test: {
              section: 'check',
              help: 'Test.',
              environment: { TEST_URL: '$(URL)' },
              run: ['a \\\nb', 'c $(IMAGE)'],
            },
          },
        },
      },
    });
    const content = contentOf(context);
    expect(content).toContain('SERVICE := order-desk\n');
    expect(content).toContain('IMAGE ?= ghcr.io/acme/order-desk\n');
    expect(content).toContain('\n# Where to.\nENV ?= dev\n');
    expect(content.slice(content.indexOf('##@ Check'))).toBe(
      [
        '##@ Check',
        '',
        '.PHONY: check',
        'check: test lint ## All.',
        '',
        '.PHONY: lint',
        'lint: ## Lint.',
        '\tlint --all',
        '',
        '.PHONY: test',
        'test: export TEST_URL := $(URL)',
        'test: ## Test.',
        '\ta \\',
        '\t\tb',
        '\tc $(IMAGE)',
        '',
      ].join('\n'),
    );
    expect(makefile(context)[0]?.contributors).toEqual(['other']);
  });

  it('names both patterns that set one recipe differently', () => {
    const target = (help: string) => ({
      make: { targets: { run: { section: 'run' as const, help } } },
    });
    const context = sampleContext({ owner: target('x'), other: target('y') });
    expect(() => makefile(context)).toThrow(
      "patterns 'other' and 'owner' both set make.targets.run.help",
    );
  });
});
