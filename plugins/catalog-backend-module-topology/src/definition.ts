import { parseDocument } from 'yaml';

/** Which way messages go through an API, seen from whoever provides it. */
export interface Channels {
  sends: boolean;
  receives: boolean;
}

/** More than any definition that people write; a larger one is not parsed. */
const MAX_LENGTH = 2_000_000;

/**
 * Reads from an API's definition whether its provider sends messages, receives them, or both. Undefined, if
 * it says neither: a plain request and response goes from consumer to provider, and needs no relation.
 *
 * AsyncAPI 3 speaks of the provider: `send`, `receive`. AsyncAPI 2 speaks of its counterpart: what it lists
 * under `subscribe` the provider sends. OpenAPI has `webhooks`, which the provider sends; a proto file has
 * only methods that are called.
 */
export function channelsIn(
  type: string,
  definition: string,
): Channels | undefined {
  if (definition.length > MAX_LENGTH) return undefined;
  switch (type.toLowerCase()) {
    case 'asyncapi':
      return asyncApiChannels(readObject(definition));
    case 'openapi':
      return isFilled(readObject(definition)?.webhooks)
        ? { sends: true, receives: false }
        : undefined;
    default:
      return undefined;
  }
}

function asyncApiChannels(
  document: Record<string, unknown> | undefined,
): Channels | undefined {
  if (!document) return undefined;
  const version = String(document.asyncapi ?? '');
  if (version.startsWith('3.')) {
    const actions = objectsIn(document.operations).map(each => each.action);
    return channels(actions.includes('send'), actions.includes('receive'));
  }
  if (version.startsWith('2.')) {
    const items = objectsIn(document.channels);
    return channels(
      items.some(item => item.subscribe !== undefined),
      items.some(item => item.publish !== undefined),
    );
  }
  return undefined;
}

function channels(sends: boolean, receives: boolean): Channels | undefined {
  return sends || receives ? { sends, receives } : undefined;
}

function readObject(text: string): Record<string, unknown> | undefined {
  const document = parseDocument(text, { logLevel: 'silent', strict: false });
  if (document.errors.length > 0) return undefined;
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isObject(value) ? value : undefined;
  } catch {
    // an alias that grows without end
    return undefined;
  }
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
