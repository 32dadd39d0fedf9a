import { useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowGoBackLine,
  RiArrowGoForwardLine,
} from '@remixicon/react';
import { readAnswersFile, writeAnswers } from '../answers/answersFile';
import type { Wizard } from './wizard';
import styles from './wizard.module.css';

/** Undo, redo, and the answers as a file: copy, save, load, start over. */
export function AnswersMenu({ wizard }: { readonly wizard: Wizard }) {
  const { session, answers, resolution } = wizard;
  const [notice, setNotice] = useState<string>();
  const fileRef = useRef<HTMLInputElement>(null);
  const text = () => writeAnswers(resolution.composition?.answers ?? answers);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setNotice('Copied');
    } catch {
      setNotice('The browser does not let the portal copy; save the file.');
    }
  };
  const load = async (file: File | undefined) => {
    if (!file) return;
    const read = readAnswersFile(await file.text(), answers.goldenPath);
    if ('problem' in read) {
      setNotice(read.problem);
      return;
    }
    wizard.change(read.answers, `Answers of ${file.name}`);
    setNotice(`Loaded ${file.name}`);
  };
  const actions: Record<string, () => void> = {
    copy,
    save: () => save('answers.yaml', text()),
    load: () => fileRef.current?.click(),
    over: wizard.startOver,
  };

  return (
    <div className={styles.tools}>
      <span role="status" className={styles.notice}>
        {notice}
      </span>
      <IconButton
        label="Undo"
        isDisabled={!session.canUndo}
        onPress={wizard.undo}
        icon={<RiArrowGoBackLine size={14} aria-hidden />}
      />
      <IconButton
        label="Redo"
        isDisabled={!session.canRedo}
        onPress={wizard.redo}
        icon={<RiArrowGoForwardLine size={14} aria-hidden />}
      />
      <MenuTrigger>
        <Button
          size="small"
          variant="tertiary"
          iconEnd={<RiArrowDownSLine aria-hidden />}
        >
          Answers
        </Button>
        <Menu aria-label="Answers" onAction={key => actions[String(key)]?.()}>
          <MenuItem id="copy">Copy as file</MenuItem>
          <MenuItem id="save">Save as file</MenuItem>
          <MenuItem id="load">Load a file</MenuItem>
          <MenuItem id="over">Start over</MenuItem>
        </Menu>
      </MenuTrigger>
      <input
        ref={fileRef}
        type="file"
        accept=".yaml,.yml,.json"
        aria-label="Answers file"
        hidden
        onChange={event => {
          load(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function IconButton(props: {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
  readonly icon: JSX.Element;
}) {
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={props.label}
      title={props.label}
      // Stays focusable: undoing the last step must not lose the focus.
      aria-disabled={props.isDisabled}
      onClick={() => !props.isDisabled && props.onPress()}
    >
      {props.icon}
    </button>
  );
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
