import { useRef } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowGoBackLine,
  RiArrowGoForwardLine,
  RiDownloadLine,
  RiFileCopyLine,
  RiShareLine,
} from '@remixicon/react';
import { useAnswersActions } from './useAnswersActions';
import type { Wizard } from './wizard';
import styles from './wizard.module.css';

/**
 * Undo, redo, a link, and the answers as a file: copy, save, load, start over.
 * With room, what is done most has a button of its own.
 */
export function AnswersMenu({
  wizard,
  wide = false,
}: {
  readonly wizard: Wizard;
  readonly wide?: boolean;
}) {
  const { session } = wizard;
  const does = useAnswersActions(wizard);
  const fileRef = useRef<HTMLInputElement>(null);
  const actions: Record<string, () => void> = {
    copy: does.copy,
    save: does.save,
    load: () => fileRef.current?.click(),
    download: does.download,
    over: wizard.startOver,
  };

  return (
    <div className={styles.tools}>
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
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiShareLine aria-hidden />}
        onPress={does.share}
      >
        Share
      </Button>
      {wide && (
        <>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiDownloadLine aria-hidden />}
            onPress={does.download}
          >
            Download archive
          </Button>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiFileCopyLine aria-hidden />}
            onPress={does.copy}
          >
            Copy as answers
          </Button>
        </>
      )}
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
          <MenuItem id="download">Download what comes out</MenuItem>
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
          does.load(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <span role="status" className={styles.notice}>
        {does.notice}
      </span>
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
