import { parseAllDocuments } from 'yaml';
import type { Evidence } from '../finding';
import { isOwnPath } from '../repositoryFiles';
import type { RepositoryFiles } from '../repositoryFiles';
import type { GoService } from '../service';

/** A contract that the service is described by. */
export interface Contract {
  readonly type: 'openapi' | 'grpc' | 'asyncapi' | 'graphql';
  readonly path: string;
  readonly title?: string;
  readonly evidence: readonly Evidence[];
}

const ASIDE =
  /(^|\/)(tests?|examples?|mocks?|fixtures?|google|frontend|web|client|sdks?|docs\/node_modules)\//;

const FORMS = {
  openapi: 'OpenAPI',
  swagger: 'Swagger',
  asyncapi: 'AsyncAPI',
} as const;

const INFO_TITLE =
  /^[ \t]*["']?info["']?\s*:\s[\s\S]{0,600}?["']?\btitle["']?\s*:\s*["']?([^"'\n]{1,80}?)["']?,?\s*$/m;

/** The contracts that the service's repository holds and its code serves. */
export function contractsOf(service: GoService): Contract[] {
  return [...described(service.files), ...protos(service)];
}

function described(files: RepositoryFiles): Contract[] {
  const found: Contract[] = [];
  for (const [path, text] of files) {
    if (text === undefined || !isOwnPath(path) || ASIDE.test(path)) continue;
    const contract = describedBy(path, text);
    // swag and others write the same contract twice.
    const twin = found.findIndex(other => stem(other.path) === stem(path));
    if (!contract) continue;
    if (twin < 0) found.push(contract);
    else if (/\.ya?ml$/.test(path)) found[twin] = contract;
  }
  return found;
}

function describedBy(path: string, text: string): Contract | undefined {
  if (!/\.(ya?ml|json)$/.test(path)) return undefined;
  const match =
    /^["'\s{]*(openapi|swagger|asyncapi)["']?\s*:\s*["']?(\d[\w.]*)/m.exec(
      text.slice(0, 20_000),
    );
  if (!match?.[1] || /^\s{3,}/.test(match[0])) return undefined;
  const type = match[1] === 'asyncapi' ? 'asyncapi' : 'openapi';
  const line = text.slice(0, match.index + match[0].length).split('\n').length;
  const title = INFO_TITLE.exec(text)?.[1];
  const why = `is ${FORMS[match[1] as keyof typeof FORMS]} ${match[2]}`;
  return {
    type,
    path,
    ...(title && { title }),
    evidence: [{ path, line, why }],
  };
}

function stem(path: string): string {
  return path.replace(/\.(ya?ml|json)$/, '');
}

/** A .proto file counts when the service's code registers one of its services. */
function protos(service: GoService): Contract[] {
  const registered = registrations(service);
  return [...service.files].flatMap(([path, text]) => {
    if (text === undefined || !path.endsWith('.proto') || !isOwnPath(path)) {
      return [];
    }
    const names = [...text.matchAll(/^\s*service\s+(\w+)\s*\{/gm)];
    const evidence = names.flatMap(({ 1: name = '', index = 0 }) => {
      const code = registered.get(name);
      const line = text.slice(0, index).split('\n').length;
      return code
        ? [{ path, line, why: `defines the service ${name}` }, code]
        : [];
    });
    return evidence.length === 0
      ? []
      : [{ type: 'grpc' as const, path, title: names[0]?.[1], evidence }];
  });
}

function registrations(service: GoService): Map<string, Evidence> {
  const found = new Map<string, Evidence>();
  for (const file of service.goFiles.filter(({ role }) => role === 'service')) {
    for (const match of file.code.matchAll(
      /\bRegister(\w+?)Server\(|\bNew(\w+?)Handler\(/g,
    )) {
      const name = match[1] ?? match[2] ?? '';
      if (found.has(name)) continue;
      const line = file.lineAt(match.index);
      found.set(name, { path: file.path, line, why: `serves ${name}` });
    }
  }
  return found;
}

/** A label that the pods of the service carry, for the Kubernetes tab. */
export function podLabel(
  service: GoService,
): { selector: string; evidence: Evidence } | undefined {
  const found = new Map<string, Evidence>();
  for (const [path, text] of service.files) {
    if (text === undefined || !/\.ya?ml$/.test(path) || !isOwnPath(path))
      continue;
    if (!/^kind:\s*(Deployment|StatefulSet)\s*$/m.test(text)) continue;
    for (const label of podLabels(text)) {
      found.set(label, { path, why: `deploys pods with ${label}` });
    }
  }
  const [only] = found;
  // Several deployments: nobody can tell which is the component's.
  return only && found.size === 1
    ? { selector: only[0], evidence: only[1] }
    : undefined;
}

interface Manifest {
  kind?: unknown;
  spec?: { template?: { metadata?: { labels?: Record<string, unknown> } } };
}

function podLabels(text: string): string[] {
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) return [];
    const manifest = document.toJS({ maxAliasCount: 100 }) as Manifest | null;
    if (!['Deployment', 'StatefulSet'].includes(String(manifest?.kind)))
      return [];
    const labels = manifest?.spec?.template?.metadata?.labels ?? {};
    const key = ['app.kubernetes.io/name', 'app'].find(
      each => typeof labels[each] === 'string',
    );
    return key ? [`${key}=${labels[key]}`] : [];
  });
}

/** Main packages of the module by their folder; `''` is the top. */
export function mainPackages(service: GoService): Evidence[] {
  const folders = new Map<string, Evidence>();
  for (const { path, isMain, role } of service.goFiles) {
    if (!isMain || role !== 'service') continue;
    const folder = path.replace(/\/?[^/]*$/, '');
    if (!folders.has(folder))
      folders.set(folder, { path, why: 'is a main package' });
  }
  return [...folders.values()];
}

/** The first sentence that the README says of the service, if it says one. */
export function readmeSentence(
  files: RepositoryFiles,
): { text: string; evidence: Evidence } | undefined {
  const path = [...files.keys()].find(each => /^readme\.md$/i.test(each));
  const lines = (path === undefined ? '' : files.get(path) ?? '').split('\n');
  let fenced = false;
  for (const [index, full] of lines.entries()) {
    const line = full.trim();
    if (line.startsWith('```')) fenced = !fenced;
    if (fenced || !/^[\p{L}*_`[]/u.test(line) || /^\[!|^\[\S+\]:/.test(line))
      continue;
    const rest = lines.slice(index);
    const end = rest.findIndex(each => /^\s*($|[#>|`-])/.test(each));
    const text = plain(rest.slice(0, end < 0 ? undefined : end).join(' '));
    if (text.length < 20 || !/\s/.test(text)) continue;
    return {
      text,
      evidence: { path: path!, line: index + 1, why: 'says what it is' },
    };
  }
  return undefined;
}

function plain(line: string): string {
  const words = line
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>|[*_`]/g, '')
    .trim();
  const sentence = /^.{20,200}?[.!](?=\s|$)/.exec(words)?.[0] ?? words;
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence;
}
