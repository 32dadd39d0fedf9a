import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { readAnswersFile, writeAnswers } from '../answers/answersFile';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { shareLink } from '../share/shareLink';
import { saveFile } from './saveFile';
import type { Wizard } from './wizard';

/** What can be done with the answers as a whole. */
export interface AnswersActions {
  /** What the last action came to, in words. */
  readonly notice: string | undefined;
  readonly copy: () => Promise<void>;
  readonly save: () => void;
  readonly load: (file: File | undefined) => Promise<void>;
  readonly share: () => Promise<void>;
  readonly download: () => Promise<void>;
}

/** Copies, saves, loads and shares the answers, and downloads what comes out. */
export function useAnswersActions(wizard: Wizard): AnswersActions {
  const { answers, resolution } = wizard;
  const { composition, problems } = resolution;
  const api = useApi(goldenPathApiRef);
  const [notice, setNotice] = useState<string>();
  const text = () => writeAnswers(composition?.answers ?? answers);

  return {
    notice,
    copy: async () => {
      const isCopied = await copied(text());
      setNotice(
        isCopied
          ? 'Copied'
          : 'The browser does not let the portal copy; save the file.',
      );
    },
    save: () =>
      saveFile('answers.yaml', new Blob([text()], { type: 'text/yaml' })),
    load: async file => {
      if (!file) return;
      const read = readAnswersFile(await file.text(), answers.goldenPath);
      if ('problem' in read) {
        setNotice(read.problem);
        return;
      }
      wizard.change(read.answers, `Answers of ${file.name}`);
      setNotice(`Loaded ${file.name}`);
    },
    share: async () => {
      const shared = await shareLink(answers, window.location.href);
      if ('problem' in shared) {
        setNotice(shared.problem);
      } else if (await copied(shared.link)) {
        setNotice('Link copied. It holds the answers, and nothing is stored.');
      } else {
        window.history.replaceState(window.history.state, '', shared.link);
        setNotice('The link stands in the address bar; copy it from there.');
      }
    },
    download: async () => {
      if (!composition) {
        const [first] = problems;
        setNotice(
          `Nothing to download yet: ${first?.message}. ${first?.advice}`,
        );
        return;
      }
      setNotice('Working out the archive');
      try {
        const name = `${composition.service.name}.tar.gz`;
        saveFile(name, await api.archive(composition.answers));
        setNotice(`Downloaded ${name}. Nothing was created.`);
      } catch (error) {
        setNotice(
          `The archive did not come: ${
            error instanceof Error ? error.message : error
          }. Try again.`,
        );
      }
    },
  };
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
