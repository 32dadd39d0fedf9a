import { finding } from '../finding';
import type { Evidence, Finding } from '../finding';
import { isOwnPath } from '../repositoryFiles';
import type { GoService } from '../service';
import { inCode, inStrings, inText, withoutSecrets } from './code';

const SQL = /\.sql$/;
const COMMANDS =
  /(^|\/)(Makefile|Taskfile[^/]*|Dockerfile[^/]*|[^/]+\.sh|compose[^/]*\.ya?ml|docker-compose[^/]*\.ya?ml)$|\.github\/workflows\//;

/** What changes the schema, told by the files that hold the changes and the commands that run them. */
export function migrations(
  service: GoService,
  libraries: readonly Finding[],
): Finding[] {
  const area = 'migrations' as const;
  const marked = (pattern: RegExp) =>
    inText(service, SQL, pattern, line => `is marked ${line.slice(0, 60)}`);
  const run = (pattern: RegExp) =>
    inText(
      service,
      COMMANDS,
      pattern,
      line => `runs ${withoutSecrets(line).slice(0, 80)}`,
    );
  const fromFiles = [
    ...finding(
      { area, name: 'goose', title: 'goose', pattern: 'goose' },
      'likely',
      [
        ...marked(/^--\s*\+goose\s+Up/),
        ...run(/\bgoose\s+(-|up|postgres|mysql|sqlite)/),
      ],
    ),
    ...finding({ area, name: 'sql-migrate', title: 'sql-migrate' }, 'likely', [
      ...marked(/^--\s*\+migrate\s+Up/),
    ]),
    ...finding({ area, name: 'dbmate', title: 'dbmate' }, 'likely', [
      ...marked(/^--\s*migrate:up/),
    ]),
    ...finding(
      {
        area,
        name: 'golang-migrate',
        title: 'golang-migrate',
        pattern: 'golang-migrate',
      },
      'likely',
      run(
        /\bmigrate\b[^|&;]*\s-{1,2}(path|source|database)\b|image:\s*["']?migrate\/migrate\b/,
      ),
    ),
    // Other tools, and hand-made ones, took over this way to name files.
    ...finding(
      {
        area,
        name: 'golang-migrate',
        title: 'golang-migrate',
        pattern: 'golang-migrate',
      },
      'possible',
      paired(service),
    ),
    ...finding({ area, name: 'atlas', title: 'Atlas' }, 'likely', [
      ...named(service, /(^|\/)atlas\.(hcl|sum)$/, 'is a file of Atlas'),
    ]),
    ...finding(
      { area, name: 'gorm-auto', title: 'GORM AutoMigrate' },
      'certain',
      [
        ...inCode(
          service,
          /\.AutoMigrate\(/,
          () => 'changes tables by AutoMigrate',
        ),
      ],
    ),
    ...finding(
      { area, name: 'ent-auto', title: 'ent Schema.Create' },
      'certain',
      [
        ...inCode(
          service,
          /\.Schema(\(\))?\.Create\(/,
          () => 'changes tables by Schema.Create',
        ),
      ],
    ),
  ];
  const known = merged([...libraries, ...fromFiles]);
  return known.some(({ confidence }) => confidence !== 'possible')
    ? known
    : [...known, ...own(service)];
}

/** SQL files under a folder of migrations that no tool claims: the service applies them itself. */
function own(service: GoService): Finding[] {
  const folder =
    /(^|\/)(migrations?|migrate|schema)\/([^/]+\/)*[^/]*\d[^/]*\.sql$/;
  return finding(
    { area: 'migrations', name: 'own', title: 'migrations of its own' },
    'likely',
    [
      ...named(service, folder, 'is a migration that no known tool claims'),
      ...inStrings(
        service,
        /^\s*(CREATE|ALTER) TABLE/i,
        () => 'changes tables by its own statements',
      ).filter(({ path }) => /migrat/i.test(path)),
    ],
  );
}

function paired(service: GoService): Evidence[] {
  return [...service.files.keys()]
    .filter(
      path =>
        isOwnPath(path) &&
        path.endsWith('.up.sql') &&
        service.files.has(path.replace(/\.up\.sql$/, '.down.sql')),
    )
    .map(path => ({ path, why: 'is one of a pair, up and down' }));
}

function named(service: GoService, pattern: RegExp, why: string): Evidence[] {
  return [...service.files.keys()]
    .filter(path => isOwnPath(path) && pattern.test(path))
    .map(path => ({ path, why }));
}

/** One finding for each name, with the evidence of all and the best confidence. */
function merged(findings: readonly Finding[]): Finding[] {
  const byName = new Map<string, Finding>();
  for (const found of findings) {
    const other = byName.get(found.name);
    if (!other) {
      byName.set(found.name, found);
      continue;
    }
    const [first, second] =
      strength(found) > strength(other) ? [found, other] : [other, found];
    byName.set(found.name, {
      ...first,
      evidence: [...first.evidence, ...second.evidence],
    });
  }
  return [...byName.values()];
}

function strength({ confidence }: Finding): number {
  return ['possible', 'likely', 'certain'].indexOf(confidence);
}
