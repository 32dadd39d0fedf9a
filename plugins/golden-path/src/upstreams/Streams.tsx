import { useId } from 'react';
import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { mayServeResources } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Problem,
  StreamAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../answers/edits';
import { noSubmit } from '../controls/noSubmit';
import styles from '../resources/resources.module.css';
import type { Wizard } from '../wizard/wizard';
import { NameInput } from './NameInput';
import { Problems } from './Problems';
import { below, freshStream, replaced } from './upstreams';

/** What a gateway passes on of a service that has no end. */
export function Streams(props: {
  readonly wizard: Wizard;
  readonly upstream: UpstreamAnswers;
  /** Problems below `streams`. */
  readonly problems: readonly Problem[];
  readonly onChange: (streams: StreamAnswers[], label: string) => void;
}) {
  const { wizard, upstream, problems, onChange } = props;
  const { answers, catalogue, goldenPath } = wizard;
  const { name, protocol, streams = [] } = upstream;
  const isOffered =
    protocol !== 'grpc' && !mayServeResources(catalogue, goldenPath);
  // What is not offered any more stays in sight until it is removed.
  if (!isOffered && streams.length === 0) return null;
  const taken = (answers.upstreams ?? []).flatMap(each => each.streams ?? []);
  return (
    <div role="group" aria-label={`Streams of ${name}`}>
      <Problems
        problems={problems.filter(({ path }) => path.length === 0)}
        onMend={wizard.mend}
      />
      {streams.map((stream, index) => (
        <StreamRow
          // Streams have no identity but their place: paths change while written.
          key={index}
          wizard={wizard}
          stream={stream}
          problems={below(problems, index)}
          onChange={(next, label) =>
            onChange(replaced(streams, index, next), label)
          }
          onRemove={() =>
            onChange(replaced(streams, index), `${stream.path} removed`)
          }
        />
      ))}
      {isOffered && (
        <button
          type="button"
          className={styles.add}
          onClick={() =>
            onChange([...streams, freshStream(name, taken)], 'Stream added')
          }
        >
          <RiAddLine size={14} aria-hidden /> Stream of {name}
        </button>
      )}
    </div>
  );
}

function StreamRow(props: {
  readonly wizard: Wizard;
  readonly stream: StreamAnswers;
  readonly problems: readonly Problem[];
  readonly onChange: (stream: StreamAnswers, label: string) => void;
  readonly onRemove: () => void;
}) {
  const { wizard, stream, problems, onChange } = props;
  const { path: where, protocol, description = '' } = stream;
  const id = useId();
  const isWrong = (part: keyof StreamAnswers) =>
    problems.some(({ path }) => path[0] === part);
  return (
    <>
      <div className={styles.header}>
        <NameInput
          label="Path below /api/v1"
          value={where}
          wrong={isWrong('path') ? id : undefined}
          max={100}
          onChange={next => onChange({ ...stream, path: next }, 'Path')}
        />
        <label>
          Streamed as
          <select
            value={protocol}
            onChange={({ target }) =>
              onChange(
                {
                  ...stream,
                  protocol: target.value as StreamAnswers['protocol'],
                },
                'Protocol',
              )
            }
          >
            <option value="sse">Server-sent events</option>
            <option value="websocket">WebSocket</option>
          </select>
        </label>
        <label className={styles.description}>
          What it tells
          <input
            {...(isWrong('description') && {
              'aria-invalid': true,
              'aria-describedby': id,
            })}
            value={description}
            maxLength={500}
            onKeyDown={noSubmit}
            onChange={({ target }) =>
              onChange(
                {
                  path: where,
                  protocol,
                  ...compact({ description: target.value }),
                },
                'Description',
              )
            }
          />
        </label>
        <span className={styles.actions}>
          <Button size="small" variant="tertiary" onPress={props.onRemove}>
            Remove {where}
          </Button>
        </span>
      </div>
      <Problems id={id} problems={problems} onMend={wizard.mend} />
    </>
  );
}
