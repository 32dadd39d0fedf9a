import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { output, quietly } from './run.mjs';

const NODE_MAJORS = [22, 24];
const FOLDER = inRoot('.toolchain');
const BIN = join(FOLDER, 'node_modules', '.bin');
const windows = process.platform === 'win32';

// npm names its own script to what it starts, so no shell is needed to call it.
const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
  ? [process.execPath, process.env.npm_execpath]
  : [windows ? 'npm.cmd' : 'npm'];

/**
 * Makes sure of Node and Yarn as this repository pins them and returns the
 * environment in which its commands run. What is missing is installed from
 * npm into a folder of this tree; nothing outside it changes.
 */
export async function ensureToolchain() {
  const yarn = yarnVersion();
  const nodePackage = wantedNodePackage();
  const missing = [
    ...(nodePackage && !existsSync(nodeFolder(nodePackage))
      ? [`${nodePackage}@${NODE_MAJORS[0]}`]
      : []),
    ...(installedYarn() === yarn ? [] : [`@yarnpkg/cli-dist@${yarn}`]),
  ];
  if (missing.length > 0) await install(missing);
  return environment(nodePackage);
}

function yarnVersion() {
  const { packageManager } = readJson(join(root, 'package.json'));
  return packageManager.split('@')[1];
}

function installedYarn() {
  const manifest = join(FOLDER, 'node_modules/@yarnpkg/cli-dist/package.json');
  return existsSync(manifest) ? readJson(manifest).version : undefined;
}

function wantedNodePackage() {
  const major = Number(process.versions.node.split('.')[0]);
  if (NODE_MAJORS.includes(major)) return undefined;
  return `node-${windows ? 'win' : process.platform}-${process.arch}`;
}

function nodeFolder(name) {
  return join(FOLDER, 'node_modules', name);
}

/** The folder of the Node that runs this, where its headers came with it. */
function folderWithHeaders() {
  const folder = dirname(dirname(process.execPath));
  const header = join(folder, 'include/node/node_version.h');
  if (!existsSync(header)) return undefined;
  const [, major] =
    /NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8')) ?? [];
  // Those of another Node may lie in a folder that all programs share.
  return process.versions.node.startsWith(`${major}.`) ? folder : undefined;
}

async function install(packages) {
  mkdirSync(FOLDER, { recursive: true });
  const [command, ...args] = npm;
  await quietly(
    `install ${packages.join(' and ')}`,
    [
      command,
      ...args,
      'install',
      '--prefix',
      FOLDER,
      '--no-audit',
      '--no-fund',
      ...packages,
    ],
    { env: process.env, log: inRoot('.cache/toolchain.log') },
  );
}

function environment(nodePackage) {
  const [command, ...args] = npm;
  const registry = output(command, [...args, 'config', 'get', 'registry']);
  const path = [BIN, process.env.PATH];
  const own = nodePackage && nodeFolder(nodePackage);
  if (own) path.unshift(windows ? own : join(own, 'bin'));
  const nodedir = own ?? folderWithHeaders();
  return {
    ...process.env,
    PATH: path.join(delimiter),
    // Native modules are built against the headers that came with this Node.
    ...(nodedir ? { npm_config_nodedir: nodedir } : {}),
    ...(registry ? { YARN_NPM_REGISTRY_SERVER: registry } : {}),
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  };
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
