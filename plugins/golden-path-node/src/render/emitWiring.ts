import { wirePorts } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  PortFact,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';
import { chosenPatterns } from '../plan/chosenPatterns';
import type { Emitter } from '../plan/draft';
import { renameText } from '../plan/sampleNames';
import type { Subject } from '../plan/sampleNames';
import { importBlock } from './importBlock';
import { importTable } from './importTable';
import { serviceFile } from './serviceFile';

const HEAD =
  /^(package \w+\n\n)import (?:"[^"]+"|\([^)]*\))\n([\s\S]*?type Wiring struct \{\n)/;

interface WiringField {
  readonly port: PortFact;
  readonly subject: Subject;
}

/**
 * Writes the struct through which the stages hand things to each other: one
 * field for each port in use, and one a resource where the port is a resource's.
 */
export const emitWiring: Emitter = ({ pack, composition, pattern }) => {
  const { source, target } = serviceFile(pack, pattern, 'wiring.go');
  const head = HEAD.exec(new TextDecoder().decode(source.bytes));
  if (!head) {
    throw new Error(
      `${source.path} has to hold a package clause, imports, and 'type Wiring struct'`,
    );
  }
  const fields = portsInUse(pack, composition).flatMap(port =>
    fieldsOf(port, composition),
  );
  const table = importTable(pack, composition);
  const imports = fields.flatMap(({ port, subject }) =>
    port.imports.map(({ path, name }) => ({
      path: table(path, subject),
      ...(name === undefined ? {} : { name }),
    })),
  );
  const block = importBlock(imports, composition.service.module);
  const content = `${head[1]}${block}${head[2]}${fields
    .map(fieldText)
    .join('')}}\n`;
  return [{ path: target, class: 'merged', content }];
};

/** Ports that a region of the composition reads or writes, or that are set. */
function portsInUse(pack: Pack, composition: Composition): PortFact[] {
  const patterns = chosenPatterns(pack, composition);
  const { regions, providers } = wirePorts(pack.catalogue, patterns);
  const used = new Set([
    ...providers.keys(),
    ...regions.flatMap(({ reads, writes }) => [...reads, ...writes]),
  ]);
  return pack.facts.ports.filter(({ name }) => used.has(name));
}

function fieldsOf(port: PortFact, composition: Composition): WiringField[] {
  const service = composition.service.names;
  return port.scope === 'resource'
    ? composition.resources.map(({ names }) => ({
        port,
        subject: { service, resource: names },
      }))
    : [{ port, subject: { service } }];
}

function fieldText({ port, subject }: WiringField): string {
  const doc = port.doc
    .split('\n')
    .filter(line => line !== '')
    .map(line => `\t// ${renameText(line, subject)}\n`)
    .join('');
  const declaration = renameText(`${port.field} ${port.type}`, subject);
  return `${doc}\t${declaration}\n`;
}
