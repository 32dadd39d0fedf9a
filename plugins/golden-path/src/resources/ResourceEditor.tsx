import { useState } from 'react';
import type { ResourceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { withResource } from '../answers/edits';
import { PastePanel } from '../paste/PastePanel';
import { UpstreamEditor } from '../upstreams/UpstreamEditor';
import type { Wizard } from '../wizard/wizard';
import { FieldGrid } from './FieldGrid';
import { nextError, ofHeader, ofResource } from './resourceProblems';
import type { CellPlace } from './resourceProblems';
import { ResourceHeader } from './ResourceHeader';
import { ResourceTabs } from './ResourceTabs';
import styles from './resources.module.css';

/** The resources, one a tab, each with its names and its table of fields. */
export function ResourceEditor({ wizard }: { readonly wizard: Wizard }) {
  const { answers, change, session } = wizard;
  const problems = wizard.problems.filter(
    ({ path }) => path[0] === 'resources',
  );
  const { resources } = answers;
  const [active, setOpen] = useState(
    () => session.draft.resource ?? firstWrong(wizard),
  );
  const [goTo, setGoTo] = useState<CellPlace>();
  const [pasting, setPasting] = useState<string>();
  const index = Math.min(active, resources.length - 1);
  const resource = resources[index];
  const own = ofResource(problems, index);
  const names = resources.map(({ name }) => name);

  const setActive = (tab: number) => {
    session.keep({ resource: tab });
    setOpen(tab);
  };
  const put = (next: ResourceAnswers, label: string) =>
    change(withResource(answers, index, next), label);
  const add = () => {
    change(
      { ...answers, resources: [...resources, freshResource(names)] },
      'Resource added',
    );
    setActive(resources.length);
  };
  const remove = () => {
    change(withResource(answers, index), `${resource?.name} removed`);
    setActive(Math.max(index - 1, 0));
  };
  const toNextError = (from: CellPlace) => {
    const next = nextError(problems, from);
    if (!next) return;
    setActive(next.resource);
    setGoTo({ ...next });
  };

  return (
    <div className={styles.editor}>
      <ResourceTabs
        resources={resources}
        problems={problems}
        active={index}
        onSelect={tab => session.unwritten === undefined && setActive(tab)}
        onAdd={add}
        onNextError={() =>
          toNextError(goTo ?? { resource: 0, row: -1, column: 0 })
        }
      />
      {resource && (
        <div
          role="tabpanel"
          id="golden-path-resource"
          aria-labelledby={`golden-path-resource-${index}`}
        >
          <ResourceHeader
            key={index}
            wizard={wizard}
            resource={resource}
            problems={ofHeader(own)}
            canRemove={resources.length > 1}
            onPaste={() => setPasting(pasting ?? '')}
            onChange={put}
            onRemove={remove}
          />
          <FieldGrid
            key={`fields ${index}`}
            label={`Fields of ${resource.name}`}
            fields={resource.fields}
            resources={names.filter(name => name !== resource.name)}
            problems={own}
            goTo={goTo?.resource === index ? goTo : undefined}
            onChange={(fields, label) =>
              put({ ...resource, fields }, `${resource.name}: ${label}`)
            }
            onMend={wizard.mend}
            onUnclear={unclear => {
              session.unwritten = unclear;
            }}
            onNextError={from => toNextError({ ...from, resource: index })}
            onPasteText={setPasting}
          />
          {pasting !== undefined && (
            <PastePanel
              // Another text begins from anew.
              key={pasting}
              wizard={wizard}
              open={index}
              initial={pasting}
              onClose={() => setPasting(undefined)}
              onDone={tab => {
                setPasting(undefined);
                setActive(tab);
                setGoTo({ resource: tab, row: 0, column: 0 });
              }}
            />
          )}
        </div>
      )}
      <UpstreamEditor wizard={wizard} title="Services that it calls" />
    </div>
  );
}

function firstWrong({ problems }: Wizard): number {
  const [, index] =
    problems.find(({ path }) => path[0] === 'resources')?.path ?? [];
  return typeof index === 'number' ? index : 0;
}

function freshResource(taken: readonly string[]): ResourceAnswers {
  const names = ['item', ...taken.map((_, index) => `item-${index + 2}`)];
  const name = names.find(each => !taken.includes(each)) ?? 'item';
  return {
    name,
    fields: [{ name: 'name', type: 'text', required: true, maxLength: 200 }],
  };
}
