import { z } from 'zod';
import { formatEntityRef, parseEntityRef } from '../entityRef';
import { modulePathFault } from '../modulePath';
import { protectionSchema } from '../protection';

/** Text that stands in Dockerfile, Makefile, YAML and shell without quotes. */
const word = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~:/@,|*?=&%+-]*$/, 'is no plain word');

const imageRef = z
  .string()
  .max(255)
  .regex(
    /^[a-z0-9][a-z0-9._-]*(:\d+)?(\/[a-z0-9._-]+)*(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/,
    'is no reference of an image',
  );

const ownerRef = z
  .string()
  .max(200)
  .refine(ref => {
    const kind = parseEntityRef(ref, 'group')?.kind;
    return kind === 'group' || kind === 'user';
  }, 'is no reference of a group or a user')
  .transform(ref => formatEntityRef(parseEntityRef(ref, 'group')!));

const namingRule = z
  .strictObject({
    pattern: z
      .string()
      .max(200)
      .refine(isRegExp, 'is no regular expression')
      .describe('What the whole name has to match'),
    advice: z.string().min(1).max(200).describe('What to do, as a sentence'),
  })
  .describe('A rule for names, beyond what Go, SQL and DNS ask for');

const linkSchema = z.strictObject({
  title: z.string().min(1).max(100),
  url: z
    .string()
    .max(500)
    .refine(isLink, 'is no https address with {service} or {system} at most')
    .describe('Address; {service} and {system} stand for their names'),
  icon: z.string().max(63).optional().describe('Icon of the portal'),
});

/**
 * What an organisation settles for every service: where modules and images
 * live, who may own, how things are called, which patterns are the default.
 * The portal reads it from `goldenPath.profile`, the command line from a file.
 * @public
 */
export const profileSchema = z
  .strictObject({
    modulePrefix: z
      .string()
      .max(150)
      .refine(
        prefix => modulePathFault(`${prefix}/x`) === undefined,
        'is no beginning of a module path',
      )
      .optional()
      .describe('What every Go module begins with, such as github.com/acme'),
    owners: z
      .array(ownerRef)
      .min(1)
      .max(1000)
      .optional()
      .describe('Groups and users that may own a service; all, unless given'),
    hosts: z
      .array(word)
      .min(1)
      .optional()
      .describe('Hosts that repositories may be on; all, unless given'),
    naming: z
      .strictObject({
        service: namingRule.optional(),
        system: namingRule.optional(),
        resource: namingRule.optional(),
        field: namingRule.optional(),
      })
      .optional(),
    patterns: z
      .record(
        z.string().max(63),
        z.union([z.string().max(63), z.array(z.string().max(63)).max(50)]),
      )
      .optional()
      .describe('Group id to the patterns that are its default'),
    go: z
      .strictObject({
        proxy: word.optional().describe('GOPROXY'),
        private: word.optional().describe('GOPRIVATE'),
      })
      .optional()
      .describe('Where Go modules come from'),
    images: z
      .strictObject({
        registry: imageRef.optional().describe('Where images are pushed to'),
        build: imageRef.optional().describe('Image that Go is built in'),
        runtime: imageRef.optional().describe('Image that services run on'),
      })
      .optional(),
    licence: z
      .array(
        z
          .string()
          .max(200)
          .regex(/^[^\p{Cc}]*$/u, 'holds a control character'),
      )
      .min(1)
      .max(40)
      .optional()
      .describe('Lines of the comment that every Go file begins with'),
    codeowners: z
      .record(
        z.string().regex(/^\S+$/, 'is no pattern of a path'),
        z.array(z.string().regex(/^\S*@\S+$/, 'is no @owner')).min(1),
      )
      .optional()
      .describe('Lines of CODEOWNERS: path to who reviews it'),
    protection: protectionSchema.optional(),
    ci: z
      .strictObject({
        runner: z
          .union([word, z.array(word).min(1)])
          .optional()
          .describe('Label, or labels, of the runners'),
      })
      .optional(),
    links: z
      .array(linkSchema)
      .min(1)
      .max(20)
      .optional()
      .describe('Links of every component, such as to its dashboard'),
    labels: z
      .record(
        z
          .string()
          .regex(
            /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
            'is no key of a label',
          ),
        z
          .string()
          .regex(
            /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/,
            'is no value of a label',
          ),
      )
      .optional()
      .describe('Labels of catalog entities and Kubernetes objects'),
  })
  .refine(
    ({ protection, codeowners }) =>
      !protection?.codeOwners || codeowners !== undefined,
    {
      path: ['protection', 'codeOwners'],
      message: 'asks for code owners, and codeowners names none',
    },
  )
  .describe('What an organisation settles for every service');

/** What an organisation settles for every service. @public */
export type Profile = z.infer<typeof profileSchema>;

function isLink(url: string): boolean {
  const filled = url.replace(/\{(service|system)\}/g, 'x');
  return (
    URL.canParse(filled) &&
    /^https?:$/.test(new URL(filled).protocol) &&
    !/[{}\s]/.test(filled)
  );
}

function isRegExp(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}
