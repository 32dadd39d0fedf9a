import { useId } from 'react';
import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type {
  Problem,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { withPatch } from '../answers/edits';
import { noSubmit } from '../controls/noSubmit';
import { understand } from '../paste/understand';
import { FieldGrid } from '../resources/FieldGrid';
import { ofHeader } from '../resources/resourceProblems';
import styles from '../resources/resources.module.css';
import type { Wizard } from '../wizard/wizard';
import { Includes } from './Includes';
import { NameInput } from './NameInput';
import { Problems } from './Problems';
import { Streams } from './Streams';
import {
  below,
  calledOver,
  freshRemote,
  replaced,
  withStreams,
} from './upstreams';

type Remote = UpstreamAnswers['resources'][number];

/** One service that is called: its names, and a table of fields a resource. */
export function UpstreamTable(props: {
  readonly wizard: Wizard;
  readonly upstream: UpstreamAnswers;
  readonly problems: readonly Problem[];
  readonly onChange: (upstream: UpstreamAnswers, label: string) => void;
  readonly onRemove: () => void;
}) {
  const { wizard, upstream, problems, onChange } = props;
  const { name, resources } = upstream;
  const id = useId();
  const own = problems.filter(
    ({ path }) => path[0] !== 'resources' && path[0] !== 'streams',
  );
  const put = (next: readonly Remote[], label: string) =>
    onChange({ ...upstream, resources: [...next] }, `${name}: ${label}`);
  return (
    <div role="group" aria-label={`Service ${name}`}>
      <div className={styles.header}>
        <NameInput
          label="Service"
          value={name}
          wrong={own.some(({ path }) => path[0] === 'name') ? id : undefined}
          max={40}
          onChange={next =>
            onChange({ ...upstream, name: next }, 'Service renamed')
          }
        />
        <label>
          Called over
          <select
            value={upstream.protocol ?? 'http'}
            onChange={({ target }) =>
              onChange(calledOver(upstream, target.value), 'Protocol')
            }
          >
            <option value="http">HTTP</option>
            <option value="grpc">gRPC</option>
          </select>
        </label>
        <NameInput
          label="API in the catalog"
          value={upstream.api ?? ''}
          placeholder={
            upstream.protocol === 'grpc' ? 'one a resource' : `${name}-api`
          }
          wrong={own.some(({ path }) => path[0] === 'api') ? id : undefined}
          max={63}
          onChange={api => onChange(withPatch(upstream, { api }), 'API')}
        />
        <span className={styles.actions}>
          <Button size="small" variant="tertiary" onPress={props.onRemove}>
            Remove {name}
          </Button>
        </span>
      </div>
      <Problems id={id} problems={own} onMend={wizard.mend} />
      {upstream.protocol === 'grpc' && (
        <p className={styles.note}>
          Name all fields, in the order of {name}: their places are their
          numbers in its contract.
        </p>
      )}
      {resources.map((resource, index) => (
        <RemoteTable
          key={index}
          wizard={wizard}
          resource={resource}
          resources={resources.map(each => each.name)}
          problems={below(problems, 'resources', index)}
          onChange={(next, label) =>
            put(replaced(resources, index, next), label)
          }
          onRemove={
            resources.length > 1
              ? () =>
                  put(replaced(resources, index), `${resource.name} removed`)
              : undefined
          }
        />
      ))}
      <button
        type="button"
        className={styles.add}
        onClick={() => {
          const taken = resources.map(each => each.name);
          put([...resources, freshRemote(taken)], 'Resource added');
        }}
      >
        <RiAddLine size={14} aria-hidden /> Resource of {name}
      </button>
      <Streams
        wizard={wizard}
        upstream={upstream}
        problems={below(problems, 'streams')}
        onChange={(streams, label) =>
          onChange(withStreams(upstream, streams), `${name}: ${label}`)
        }
      />
    </div>
  );
}

/** A resource that the other service keeps. */
function RemoteTable(props: {
  readonly wizard: Wizard;
  readonly resource: Remote;
  readonly resources: readonly string[];
  readonly problems: readonly Problem[];
  readonly onChange: (resource: Remote, label: string) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { wizard, resource, resources, onChange } = props;
  const id = useId();
  // The table knows problems by their place among the service's own resources.
  const problems = props.problems.map(problem => ({
    ...problem,
    path: ['resources', 0, ...problem.path],
  }));
  const header = ofHeader(problems);
  const put = (patch: Partial<Remote>, label: string) =>
    onChange(withPatch(resource, patch), label);
  return (
    <>
      <div className={styles.header}>
        <NameInput
          label="Singular"
          value={resource.name}
          wrong={header.some(({ path }) => path[2] === 'name') ? id : undefined}
          max={40}
          onChange={name => put({ name }, 'Resource renamed')}
        />
        <label>
          <input
            type="checkbox"
            checked={resource.writes ?? false}
            onKeyDown={noSubmit}
            onChange={({ target }) =>
              put({ writes: target.checked || undefined }, 'Changes')
            }
          />
          Changed from here too
        </label>
        {props.onRemove && (
          <span className={styles.actions}>
            <Button size="small" variant="tertiary" onPress={props.onRemove}>
              Remove {resource.name}
            </Button>
          </span>
        )}
      </div>
      <Includes
        wizard={wizard}
        resource={resource}
        problems={header}
        id={id}
        onChange={includes =>
          put(
            { includes: includes.length > 0 ? includes : undefined },
            'Includes',
          )
        }
      />
      <Problems id={id} problems={header} onMend={wizard.mend} />
      <FieldGrid
        label={`Fields of ${resource.name}`}
        fields={resource.fields}
        resources={resources.filter(name => name !== resource.name)}
        problems={problems}
        goTo={undefined}
        onChange={(fields, label) => put({ fields }, label)}
        onMend={wizard.mend}
        onNextError={() => {}}
        onUnclear={unclear => {
          wizard.session.unwritten = unclear;
        }}
        onPasteText={text => {
          const [pasted] = understand(text, resources)?.resources ?? [];
          const fields = pasted?.fields.map(({ field }) => field) ?? [];
          if (fields.length > 0) put({ fields }, 'Fields pasted');
        }}
      />
    </>
  );
}
