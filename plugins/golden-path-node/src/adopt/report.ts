import type { Adoption } from './adopt';
import { AREAS } from './finding';
import type { Evidence, Finding } from './finding';

/** A pattern that can be chosen, for the report to name. @public */
export interface KnownPattern {
  readonly id: string;
  readonly title: string;
}

/** Links to the places that a report names; undefined leaves them as text. @public */
export type LinkTo = (path: string, line?: number) => string | undefined;

const STATES = {
  new: 'is new',
  extended: 'is extended; what it says stays',
  unchanged: 'says all of this already',
} as const;

/** Findings that follow a pattern which can be chosen. @public */
export function followedPatterns(
  { findings }: Pick<Adoption, 'findings'>,
  known: readonly KnownPattern[],
): { pattern: KnownPattern; finding: Finding }[] {
  return findings.flatMap(finding => {
    const pattern = known.find(({ id }) => id === finding.pattern);
    return pattern ? [{ pattern, finding }] : [];
  });
}

/** The proposal as Markdown, for a pull request or a page: what comes in, and why. @public */
export function adoptionReport(
  adoption: Adoption,
  known: readonly KnownPattern[],
  linkTo: LinkTo = () => undefined,
): string {
  const { catalogInfo, findings, proposals, questions } = adoption;
  const where = (evidence: Evidence) => place(evidence, linkTo);
  const evidence = (items: readonly Evidence[]) =>
    items.slice(0, 3).map(where).join('<br>');
  const followed = followedPatterns(adoption, known);
  return [
    `Describes \`${code(
      adoption.module,
    )}\` to the catalog. Nothing else of the repository changes.`,
    '',
    `## \`${code(catalogInfo.path)}\` ${STATES[catalogInfo.state]}`,
    '',
    ...table(
      ['entity', 'type', 'why'],
      proposals.map(({ entity, evidence: items }) => [
        `${entity.kind} \`${code(entity.metadata.name)}\``,
        text(String(entity.spec?.type ?? '')),
        evidence(items),
      ]),
    ),
    ...section(
      'Says otherwise, and stays as it is',
      catalogInfo.differences.map(
        ({ line, field, kept, proposed }) =>
          `- ${text(catalogInfo.path)}:${line}, ${text(field)}: is \`${code(
            kept,
          )}\`, the repository suggests \`${code(proposed)}\``,
      ),
    ),
    ...section(
      'Open',
      questions.map(question => `- ${text(question)}`),
    ),
    ...section(
      'Patterns that it seems to follow',
      followed.length === 0
        ? []
        : table(
            ['pattern', 'confidence', 'why'],
            followed.map(({ pattern, finding }) => [
              text(pattern.title),
              finding.confidence,
              evidence(finding.evidence),
            ]),
          ),
    ),
    ...section(
      'Built with',
      table(
        ['', 'what', 'confidence', 'why'],
        AREAS.flatMap(area =>
          findings
            .filter(each => each.area === area)
            .map(each => [
              area,
              text(each.title),
              each.confidence,
              evidence(each.evidence),
            ]),
        ),
      ),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function place({ path, line, why }: Evidence, linkTo: LinkTo): string {
  const shown = `\`${code(line === undefined ? path : `${path}:${line}`)}\``;
  const url = linkTo(path, line);
  return `${url ? `[${shown}](${url})` : shown} ${text(why)}`;
}

// What a repository says is text: it brings no markup, mention or cell border into the report.
function text(value: string): string {
  return value
    .replace(/[\\`*_{}[\]<>#|!~]/g, mark => `\\${mark}`)
    .replace(/@/g, '&#64;')
    .replace(/\s+/g, ' ');
}

function code(value: string): string {
  return value.replace(/[`|]/g, ' ').replace(/\s+/g, ' ');
}
