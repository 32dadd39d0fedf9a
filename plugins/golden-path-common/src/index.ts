/**
 * Types, schemas and pure functions of Golden Path. Runs in the browser too.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './article';
export * from './catalogue';
export * from './composition';
export * from './contributions';
export * from './entities';
export * from './entityRef';
export * from './facts';
export * from './hosts';
export * from './jsonSchema';
export * from './names';
export * from './parse';
export * from './pattern';
export * from './place';
export * from './profile';
export * from './recent';
export * from './protection';
export { singularOfWord } from './plural';
export * from './resolve';
export * from './service';
export * from './reserved';
export * from './resources';
export { columnOfField } from './resources/column';
export { refersElsewhere } from './upstreams/refersElsewhere';
export {
  mayUseUpstreams,
  publishesUpstreams,
  usesUpstreams,
} from './upstreams/upstreamPorts';
export { attemptsSetting, headlessService } from './upstreams/upstreamSettings';
export * from './api';
export * from './permissions';
