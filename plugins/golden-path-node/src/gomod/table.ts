import { z } from 'zod';

const moduleVersion = z.string().regex(/^[^@\s]+@v[^@\s]+$/);

/**
 * `modules.json` of a pack: what the real toolchain knows of the modules that
 * its patterns were made with. Keys and requirements are `path@version`.
 * @public
 */
export const moduleTableSchema = z.object({
  version: z.literal(1),
  go: z.string(),
  /** The one version of each module that provides a package. */
  modules: z.record(z.string(), z.string()),
  /** Each package that a service can reach, on any platform. */
  packages: z.record(
    z.string(),
    z.object({
      module: z.string(),
      imports: z.array(z.string()).optional(),
      tests: z.array(z.string()).optional(),
    }),
  ),
  /** Each go.mod file that can take part in version selection. */
  graph: z.record(
    moduleVersion,
    z.object({
      go: z.string().optional(),
      require: z.array(moduleVersion).optional(),
      sum: z.string(),
    }),
  ),
  /** Sums of the unpacked modules. */
  sums: z.record(moduleVersion, z.string()),
});

/** What the real toolchain knows of a pack's modules. @public */
export type ModuleTable = z.infer<typeof moduleTableSchema>;

/** Splits `path@version`. */
export function splitModule(module: string): {
  path: string;
  version: string;
} {
  const at = module.lastIndexOf('@');
  return { path: module.slice(0, at), version: module.slice(at + 1) };
}
