import { useId } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine, RiClipboardLine } from '@remixicon/react';
import { namesOf } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Problem,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { withPatch } from '../answers/edits';
import { startingPoints } from '../answers/startingPoints';
import { noSubmit } from '../controls/noSubmit';
import { ProblemNote } from '../problems/ProblemNote';
import type { Wizard } from '../wizard/wizard';
import styles from './resources.module.css';

/** The names of a resource and what follows from them. */
export function ResourceHeader(props: {
  readonly wizard: Wizard;
  readonly resource: ResourceAnswers;
  readonly problems: readonly Problem[];
  readonly canRemove: boolean;
  readonly onChange: (resource: ResourceAnswers, label: string) => void;
  readonly onRemove: () => void;
  readonly onPaste: () => void;
}) {
  const { wizard, resource, problems, onChange } = props;
  const id = useId();
  const { plural } = namesOf(resource.name, resource.plural || undefined);
  const wrong = (part: string) =>
    problems.some(({ path }) => path[2] === part)
      ? { 'aria-invalid': true, 'aria-describedby': id }
      : {};
  const write = (patch: Partial<ResourceAnswers>, label: string) =>
    onChange(withPatch(resource, patch), label);
  return (
    <>
      <div className={styles.header}>
        <label>
          Singular
          <input
            {...wrong('name')}
            value={resource.name}
            maxLength={40}
            spellCheck={false}
            size={Math.max(resource.name.length, 6)}
            onKeyDown={noSubmit}
            onChange={event =>
              write({ name: event.target.value.trim() }, 'Resource renamed')
            }
          />
        </label>
        <label>
          Plural
          <input
            {...wrong('plural')}
            value={resource.plural ?? ''}
            placeholder={plural.kebab}
            maxLength={44}
            spellCheck={false}
            size={Math.max(plural.kebab.length, 6)}
            onKeyDown={noSubmit}
            onChange={event =>
              write({ plural: event.target.value.trim() }, 'Plural')
            }
          />
        </label>
        <span>
          Path <code>/api/v1/{plural.kebab}</code>
        </span>
        <span>
          Table <code>{plural.snake}</code>
        </span>
        <label className={styles.description}>
          Description
          <input
            {...wrong('description')}
            value={resource.description ?? ''}
            placeholder="One sentence: what it is"
            maxLength={500}
            onKeyDown={noSubmit}
            onChange={event =>
              write({ description: event.target.value }, 'Description')
            }
          />
        </label>
        <span className={styles.actions}>
          <MenuTrigger>
            <Button
              size="small"
              variant="secondary"
              iconEnd={<RiArrowDownSLine aria-hidden />}
            >
              Start from
            </Button>
            <Menu
              aria-label="Start from"
              onAction={key => {
                const point = startingPoints.find(each => each.id === key);
                if (!point) return;
                wizard.change(
                  { ...wizard.answers, resources: [...point.resources] },
                  `Start from ${point.title}`,
                );
              }}
            >
              {startingPoints.map(({ id: point, title, summary }) => (
                <MenuItem key={point} id={point} textValue={title}>
                  {title}: {summary}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiClipboardLine aria-hidden />}
            onPress={props.onPaste}
          >
            Paste
          </Button>
          {props.canRemove && (
            <Button size="small" variant="tertiary" onPress={props.onRemove}>
              Remove {resource.name}
            </Button>
          )}
        </span>
      </div>
      <div id={id} aria-live="polite">
        {problems.map(problem => (
          <ProblemNote
            key={problem.message}
            problem={problem}
            onMend={wizard.mend}
          />
        ))}
      </div>
    </>
  );
}
