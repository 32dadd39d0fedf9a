import {
  JSON_SCHEMAS,
  type JsonSchemaName,
} from '@golden-path/backstage-plugin-golden-path-common';
import { Argument, Command, Option } from 'commander';
import { version } from '../package.json';
import { adopt } from './commands/adopt';
import { compose } from './commands/compose';
import { options } from './commands/options';
import { patterns } from './commands/patterns';
import { schema } from './commands/schema';
import {
  topology,
  TOPOLOGY_COLOURS,
  TOPOLOGY_FORMATS,
  TOPOLOGY_THEMES,
} from './commands/topology';
import { DIFFERENCE_FORMATS, topologyDiff } from './commands/topologyDiff';
import { validate } from './commands/validate';
import type { ExitCode, Io } from './io';

const EXIT_CODES = `
Exit codes:
  0  all is well
  1  something in the input is wrong; the messages say where, what and the mend
  2  the command was called in a way that it does not know
  3  the fault is the program's own

Answers are YAML; their JSON Schema: golden-path schema answers`;

const json = () =>
  new Option('--json', 'print JSON for machines to standard output');
const pack = () =>
  new Option(
    '--pack <folder>',
    'folder of another pattern pack than the one that ships',
  );

const profile = () =>
  new Option('--profile <file>', "file of an organisation's profile");

/** The command line; `done` receives the exit code of the command that ran. */
export function program(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command('golden-path')
    .description('Composes Go services from patterns.')
    .version(version)
    .enablePositionalOptions()
    .addHelpText('after', EXIT_CODES)
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride()
    .showHelpAfterError('(see golden-path --help)');
  addLists(command, io, done);
  addAnswers(command, io, done);
  addRepositories(command, io, done);
  addTopology(command, io, done);
  return command;
}

function addLists(command: Command, io: Io, done: (code: ExitCode) => void) {
  command
    .command('patterns')
    .description('list the patterns there are')
    .addOption(json())
    .addOption(pack())
    .action(async given => done(await patterns(io, given)));
  command
    .command('options')
    .description(
      'tell the groups, choices, exclusions and ports of a golden path',
    )
    .argument('<path>', 'id of the golden path, such as go-rest-service')
    .addOption(json())
    .addOption(pack())
    .addOption(profile())
    .action(async (path: string, given) =>
      done(await options(io, path, given)),
    );
  command
    .command('schema')
    .description('print the JSON Schema of a file that people write')
    .addArgument(new Argument('<name>', 'which file').choices(JSON_SCHEMAS))
    .action(async (name: JsonSchemaName) => done(await schema(io, name)));
}

function addAnswers(command: Command, io: Io, done: (code: ExitCode) => void) {
  command
    .command('validate')
    .description(
      'check answers files, or pattern packs where a folder is named',
    )
    .argument('<paths...>', 'answers files, - for standard input, or folders')
    .addOption(json())
    .addOption(pack())
    .addOption(profile())
    .action(async (paths: string[], given) =>
      done(await validate(io, paths, given)),
    );
  command
    .command('compose')
    .description('compose a repository into a new or empty folder')
    .argument('<answers>', 'answers file, or - for standard input')
    .argument('<out>', 'folder that does not exist or is empty')
    .option('--dry-run', 'write nothing; list the files that would be written')
    .addOption(json())
    .addOption(pack())
    .addOption(profile())
    .action(async (file: string, out: string, given) =>
      done(await compose(io, file, out, given)),
    );
}

function addTopology(command: Command, io: Io, done: (code: ExitCode) => void) {
  const drawing = command
    .command('topology')
    // the same option means another thing after `diff`
    .enablePositionalOptions()
    .description('draw the topology of answers or of catalog-info files')
    .argument('<files...>', 'one answers file, or catalog files')
    .addOption(
      new Option('--format <format>', 'how to draw it')
        .choices(TOPOLOGY_FORMATS)
        .default('ascii'),
    )
    .addOption(
      new Option('--colour <dimension>', 'svg: what cards are told apart by')
        .choices(TOPOLOGY_COLOURS)
        .default('owner'),
    )
    .addOption(
      new Option('--theme <theme>', "svg: colours; auto follows the reader's")
        .choices(TOPOLOGY_THEMES)
        .default('auto'),
    )
    .option(
      '--insights',
      'tell what is worth a look in place of drawing: cycles, shared databases, long chains; json for machines',
    )
    .addOption(pack())
    .action(async (files: string[], given) =>
      done(await topology(io, files, given)),
    );
  drawing
    .command('diff')
    .description('tell what was added, removed and changed from one to another')
    .argument('<before>', 'answers file, or catalog file')
    .argument('<after>', 'the same, later')
    .addOption(
      new Option('--format <format>', 'how to tell it')
        .choices(DIFFERENCE_FORMATS)
        .default('text'),
    )
    .addOption(pack())
    .action(async (before: string, after: string, given) =>
      done(await topologyDiff(io, [before, after], given)),
    );
}

function addRepositories(
  command: Command,
  io: Io,
  done: (code: ExitCode) => void,
) {
  command
    .command('adopt')
    .description(
      'read a Go service that exists, and propose its catalog-info.yaml with the evidence',
    )
    .argument('<repository>', 'folder of a checked-out repository')
    .option('--folder <path>', 'folder of the service in the repository')
    .option('--name <name>', "name of the component; the module's otherwise")
    .option('--owner <ref>', 'owner, such as group:default/checkout')
    .option('--system <name>', 'system that it belongs to')
    .option('--lifecycle <lifecycle>', 'lifecycle; production otherwise')
    .option('--write', 'write catalog-info.yaml; what it says stays')
    .addOption(json())
    .addOption(pack())
    .action(async (repository: string, given) =>
      done(await adopt(io, repository, given)),
    );
}
