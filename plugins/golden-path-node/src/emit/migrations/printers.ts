import { fileText, lines, paragraphs, type Text } from '../lines';
import type { Migration, SqlParagraph, SqlStatement } from './model';

/** A migration's files, by the ending after number and name. */
export type MigrationPrinter = (
  migration: Migration,
) => readonly { readonly ending: string; readonly content: string }[];

/** One file with both directions, as goose reads it. */
export const printGoose: MigrationPrinter = ({ up, down, alone }) => [
  {
    ending: '.sql',
    content: fileText(
      paragraphs(
        alone && '-- +goose NO TRANSACTION',
        '-- +goose Up',
        ...up.map(part => printParagraph(part, gooseStatement)),
        '-- +goose Down',
        ...down.map(part => printParagraph(part, gooseStatement)),
      ),
    ),
  },
];

/** A file a direction, as golang-migrate reads them. */
export const printGolangMigrate: MigrationPrinter = ({ up, down }) => [
  { ending: '.up.sql', content: printPlain(up) },
  { ending: '.down.sql', content: printPlain(down) },
];

function printPlain(parts: readonly SqlParagraph[]): string {
  return fileText(
    paragraphs(
      ...parts.map(part => printParagraph(part, statement => statement.lines)),
    ),
  );
}

function printParagraph(
  { comment, statements }: SqlParagraph,
  print: (statement: SqlStatement) => Text,
): string[] {
  return lines(
    comment.map(line => `-- ${line}`),
    ...statements.map(print),
  );
}

// goose splits at semicolons unless it is told where a statement ends.
function gooseStatement(statement: SqlStatement): Text {
  return statement.procedural
    ? ['-- +goose StatementBegin', statement.lines, '-- +goose StatementEnd']
    : statement.lines;
}
