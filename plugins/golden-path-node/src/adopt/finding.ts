/** Parts of a service that Adopt has an opinion of. @public */
export const AREAS = [
  'router',
  'rpc',
  'access',
  'store',
  'cache',
  'broker',
  'migrations',
  'configuration',
  'logging',
  'metrics',
  'tracing',
  'validation',
  'authentication',
  'resilience',
  'operations',
  'testing',
  'deployment',
  'ci',
] as const;

/** A part of a service. @public */
export type Area = (typeof AREAS)[number];

/**
 * How sure a finding is: `certain` when the service's own code says it,
 * `likely` when files beside the code do, `possible` when only go.mod does.
 * @public
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** A place in the repository that speaks for a finding. @public */
export interface Evidence {
  readonly path: string;
  /** From 1; left out where the file itself is the evidence. */
  readonly line?: number;
  readonly why: string;
}

/** Something that the service is built with. @public */
export interface Finding {
  readonly area: Area;
  /** One word, such as `chi`. */
  readonly name: string;
  /** As people write it, such as `go-chi/chi`. */
  readonly title: string;
  readonly confidence: Confidence;
  /** At least one, the strongest first. */
  readonly evidence: readonly Evidence[];
  /** Id of the pattern that does the same. */
  readonly pattern?: string;
}

/** More places say no more. */
const KEPT = 4;

/** A finding, if there is evidence for it. */
export function finding(
  signal: Omit<Finding, 'evidence' | 'confidence'>,
  confidence: Confidence,
  evidence: readonly Evidence[],
): Finding[] {
  const { area, name, title, pattern } = signal;
  if (evidence.length === 0) return [];
  return [
    {
      area,
      name,
      title,
      confidence,
      evidence: evidence.slice(0, KEPT),
      ...(pattern && { pattern }),
    },
  ];
}
