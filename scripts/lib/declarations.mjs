import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Brings the declarations below a folder into one order. TypeScript prints
 * the members of an inferred union, and the properties of a type that is
 * mapped from one, in the order in which it first met them anywhere in the
 * program: a file elsewhere changes it.
 */
export function sortDeclarations(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const sorted = sortedDeclaration(text);
    if (sorted !== text) writeFileSync(file, sorted);
  }
}

/** A declaration's text with the members of unions, and of the enums of zod, in order. */
export function sortedDeclaration(text) {
  const source = ts.createSourceFile(
    'declaration.d.ts',
    text,
    ts.ScriptTarget.Latest,
    true,
  );
  return text.slice(0, source.getStart()) + printed(source, text);
}

/** Nothing comes last, as people write it. */
const rank = type => (/^(null|undefined)$/.test(type) ? `~${type}` : type);

const isEnumOfZod = node =>
  ts.isTypeReferenceNode(node) &&
  /(^|\.)ZodEnum$/.test(node.typeName.getText());

/** The text of a node, with what stands in it in order. */
function printed(node, text) {
  const children = [];
  node.forEachChild(child => void children.push(child));
  const texts = new Map(children.map(child => [child, printed(child, text)]));
  const moving = membersInAnyOrder(node);
  const sorted = moving
    .map(member => texts.get(member))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  moving.forEach((member, index) => texts.set(member, sorted[index]));
  let result = '';
  let end = node.getStart();
  for (const child of children) {
    result += text.slice(end, child.getStart()) + texts.get(child);
    end = child.getEnd();
  }
  return result + text.slice(end, node.getEnd());
}

function membersInAnyOrder(node) {
  if (ts.isUnionTypeNode(node)) return [...node.types];
  return ts.isTypeLiteralNode(node) && isEnumOfZod(node.parent)
    ? [...node.members]
    : [];
}
