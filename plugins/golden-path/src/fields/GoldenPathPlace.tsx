import { useEffect, useId, useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Select, TextField } from '@backstage/ui';
import type {
  HostPart,
  Place,
} from '@golden-path/backstage-plugin-golden-path-common';
import { formatPlace, parsePlace } from '../answers/place';
import { partsOf, placeProblems } from '../answers/placeProblems';
import type { PlaceProblem } from '../answers/placeProblems';
import { Combobox } from '../controls/Combobox';
import controls from '../controls/controls.module.css';
import { wizardSessionsApiRef } from '../session/wizardSessions';
import theme from '../theme/theme.module.css';
import styles from './fields.module.css';
import type { PlaceFieldProps } from './placeField';
import { useHosts } from './useHosts';
import type { HostChoice } from './useHosts';

/**
 * Where the repository will be: one of the hosts that the template offers, the parts
 * that its kind of host asks for, and a name, which follows the service's until
 * somebody writes another.
 */
export function GoldenPathPlace(props: PlaceFieldProps) {
  const { formData, onChange, rawErrors = [], uiSchema, formContext } = props;
  const { goldenPath = '', hosts: offered } = uiSchema?.['ui:options'] ?? {};
  const hosts = useHosts(offered);
  const session = useApi(wizardSessionsApiRef).of(goldenPath);
  const service: unknown = formContext?.formData?.answers?.service?.name;
  const name = typeof service === 'string' ? service : '';
  const place = parsePlace(formData);
  // The repository's name follows the service's as long as it was the same.
  const followed = useRef('');
  const id = useId();

  const write = (next: Place) => {
    const value = formatPlace(next);
    session.keep({ repoUrl: value });
    onChange(value);
  };
  const hasBegun = formContext?.formData?.answers !== undefined;
  useEffect(() => {
    // The answers come first: with them the draft is settled.
    if (!hasBegun) return;
    const start = startOf(place, hosts, parsePlace(session.draft.repoUrl));
    const next =
      start.repo === followed.current ? { ...start, repo: name } : { ...start };
    if (place.repo === name) followed.current = name;
    if (formatPlace(next) !== formData) write(next);
  });

  const isRefused = rawErrors.length > 0;
  useEffect(() => {
    if (isRefused) session.resuming = undefined;
  }, [isRefused, session]);

  const host = hosts.find(each => each.host === place.host);
  const shown = isRefused ? placeProblems(place, host?.type) : [];
  const errorOf = (part: PlaceProblem['part']) =>
    shown.find(problem => problem.part === part)?.message;

  return (
    <div
      role="group"
      aria-labelledby={id}
      className={`${theme.theme} ${controls.controls} ${styles.place}`}
    >
      <h3 id={id}>Repository</h3>
      <div>
        <Select
          label="Host"
          isRequired
          validationBehavior="aria"
          options={hosts.map(each => ({ id: each.host, label: each.host }))}
          value={place.host || null}
          onChange={key => {
            if (key === null || key === place.host) return;
            write(placeOn(hosts, String(key), place.repo));
          }}
          isInvalid={!!errorOf('host')}
        />
        <PartError message={errorOf('host')} />
      </div>
      {partsOf(host?.type).map((asked, index) => (
        <div key={asked.part}>
          <Part
            asked={asked}
            // What the portal knows of a host are the names of the outermost part.
            known={index === 0 ? host?.owners ?? [] : []}
            value={place[asked.part] ?? ''}
            invalid={!!errorOf(asked.part)}
            onChange={value => write({ ...place, [asked.part]: value })}
          />
          <PartError message={errorOf(asked.part)} />
        </div>
      ))}
      <div>
        <TextField
          size="small"
          validationBehavior="aria"
          label="Name"
          isRequired
          value={place.repo}
          onChange={repo => write({ ...place, repo: repo.trim() })}
          isInvalid={!!errorOf('repo')}
        />
        <PartError message={errorOf('repo')} />
      </div>
    </div>
  );
}

function Part({
  asked,
  known,
  value,
  invalid,
  onChange,
}: {
  readonly asked: HostPart;
  readonly known: readonly string[];
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Combobox
      label={asked.label}
      isRequired
      options={known.map(each => ({ value: each }))}
      value={value}
      onChange={onChange}
      isInvalid={invalid}
    />
  );
}

function PartError({ message }: { readonly message: string | undefined }) {
  return message ? <p className={styles.error}>{message}</p> : null;
}

/** The place; an empty one takes the draft's, or the first host. */
function startOf(
  place: Place,
  hosts: readonly HostChoice[],
  draft: Place,
): Place {
  if (place.host && hosts.some(({ host }) => host === place.host)) return place;
  if (hosts.some(({ host }) => host === draft.host)) return draft;
  const [first] = hosts;
  return first ? placeOn(hosts, first.host, place.repo) : place;
}

/** A place on that host; a host that knows exactly one owner gives it. */
function placeOn(
  hosts: readonly HostChoice[],
  host: string,
  repo: string,
): Place {
  const { type, owners = [] } = hosts.find(each => each.host === host) ?? {};
  const [outermost] = partsOf(type);
  const [only, ...others] = owners;
  const known = outermost && only && others.length === 0;
  return { host, repo, ...(known && { [outermost.part]: only }) };
}
