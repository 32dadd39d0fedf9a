import type { TreeNode } from './fileTree';
import styles from './panel.module.css';

/** `+3 ~2 −1` of a folder, one of the marks of a file, and how much there is. */
export function ChangeMarks({ node }: { readonly node: TreeNode }) {
  const { added, changed, removed, file, files } = node;
  return (
    <>
      {added > 0 && (
        <span className={styles.added}>
          +{file ? '' : added}
          <span className={styles.hidden}> added</span>
        </span>
      )}
      {changed > 0 && (
        <span className={styles.changed}>
          ~{file ? '' : changed}
          <span className={styles.hidden}> changed</span>
        </span>
      )}
      {removed > 0 && (
        <span className={styles.removed}>
          −{file ? '' : removed}
          <span className={styles.hidden}> removed</span>
        </span>
      )}
      <span className={styles.count}>
        {file ? bytes(file.size) : files}
        {!file && <span className={styles.hidden}> files</span>}
      </span>
    </>
  );
}

/** A size for people: bytes below 1 KB. */
export function bytes(size: number): string {
  return size < 1024 ? `${size} B` : `${Math.round(size / 1024)} KB`;
}
