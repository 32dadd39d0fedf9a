import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Answers,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { useLoaded } from '../wizard/useLoaded';

/** A content with the one of the same file that was shown before. */
interface Shown {
  readonly path: string;
  readonly content: string;
  readonly before?: string;
}

/** The content of a file, fetched when the file changes; the old one stays until then. */
export function useFileContent(answers: Answers, file: PreviewFile) {
  const api = useApi(goldenPathApiRef);
  const loaded = useLoaded(
    signal => api.file(answers, file.path, signal),
    `${file.path} ${file.digest}`,
  );
  const [shown, setShown] = useState<Shown>();
  const content = loaded.state === 'ready' ? loaded.value.content : undefined;
  useEffect(() => {
    if (content === undefined) return;
    setShown(last => {
      if (last?.path !== file.path) return { path: file.path, content };
      if (last.content === content) return last;
      return { path: file.path, content, before: last.content };
    });
  }, [content, file.path]);
  return {
    shown: shown?.path === file.path ? shown : undefined,
    loaded,
  };
}
