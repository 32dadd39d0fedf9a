import type { Problem } from '@golden-path/backstage-plugin-golden-path-common';
import type { PastedField, PastedResource } from './pasted';
import { describeField, guessKey } from './readings';
import type { OtherReadings } from './readings';
import styles from './paste.module.css';

/** What one table, file or sample was understood as, guesses with their other reading. */
export function UnderstoodList(props: {
  readonly resource: PastedResource;
  /** Its place among what was pasted. */
  readonly at: number;
  /** Its name once it is written. */
  readonly name: string;
  readonly others: OtherReadings;
  readonly onTurn: (key: string) => void;
  /** What will be wrong with the fields, by their names. */
  readonly problems: ReadonlyMap<string, Problem>;
}) {
  const { resource, at, name, others, onTurn, problems } = props;
  return (
    <div className={styles.understood} role="group" aria-label={name}>
      <div className={styles.of}>
        <strong>{name}</strong> {resource.source}
      </div>
      <ul>
        {resource.fields.map((pasted, index) => (
          <Understood
            key={index}
            pasted={pasted}
            isOther={others.has(guessKey(at, index))}
            onTurn={() => onTurn(guessKey(at, index))}
            problem={problems.get(pasted.field.name)}
          />
        ))}
        {resource.leftOut.map(text => (
          <li key={text} className={styles.second}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Understood({
  pasted: { field, guess },
  isOther,
  onTurn,
  problem,
}: {
  readonly pasted: PastedField;
  readonly isOther: boolean;
  readonly onTurn: () => void;
  readonly problem: Problem | undefined;
}) {
  const read = isOther && guess ? guess.other.field : field;
  return (
    <li>
      <strong>{field.name}</strong>{' '}
      <span className={styles.second}>
        {read ? describeField(read) : 'left out'}
      </span>
      {guess && (
        <>
          {' '}
          <span className={isOther ? styles.second : styles.guess}>
            {guess.text}
          </span>{' '}
          <button type="button" aria-pressed={isOther} onClick={onTurn}>
            {isOther ? 'as before' : guess.other.label}
          </button>
        </>
      )}
      {problem && read && (
        <div className={styles.problem}>{problem.message}</div>
      )}
    </li>
  );
}
