import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { ExportFormat } from '../export/exportTopology';
import styles from './chrome.module.css';

const labels: Record<ExportFormat, string> = {
  svg: 'SVG',
  png: 'PNG',
  mermaid: 'Mermaid',
  json: 'JSON',
  link: 'Copy link',
};

/** Everything a topology can be taken away as. */
export function ExportMenu({
  formats,
  onExport,
}: {
  formats: readonly ExportFormat[];
  onExport(format: ExportFormat): void;
}) {
  return (
    <MenuTrigger>
      <Button
        className={styles.control}
        size="small"
        variant="secondary"
        aria-label="Export"
        iconStart={<RiDownloadLine aria-hidden />}
      >
        <span className={styles.word}>Export</span>
      </Button>
      <Menu aria-label="Export">
        {formats.map(format => (
          <MenuItem key={format} id={format} onAction={() => onExport(format)}>
            {labels[format]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
