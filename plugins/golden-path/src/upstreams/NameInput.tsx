import { noSubmit } from '../controls/noSubmit';

/** A name that is written in place. */
export function NameInput(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly max: number;
  /** The id of what says why it is wrong. */
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { value, placeholder = '', wrong } = props;
  return (
    <label>
      {props.label}
      <input
        {...(wrong && { 'aria-invalid': true, 'aria-describedby': wrong })}
        value={value}
        placeholder={placeholder}
        maxLength={props.max}
        spellCheck={false}
        size={Math.max(value.length, placeholder.length, 6)}
        onKeyDown={noSubmit}
        onChange={({ target }) => props.onChange(target.value.trim())}
      />
    </label>
  );
}
