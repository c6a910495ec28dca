import { z } from 'zod';
import { isStaffRole, staffRoles } from '../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'a moment such as 2026-05-07T09:00:00-07:00' });
    return z.NEVER;
  }
});

const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'a whole number')
    .transform(Number)
    .refine((value) => value <= max, `at most ${max}`);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);

const environmentSchema = z
  .object({
    /** `demo` is simulated on every page and may pretend a time; `production` is neither. */
    CAUDAL_MODE: z.enum(['demo', 'production']).default('demo'),
    /** Any PostgreSQL from 15; unset, an embedded one in `.caudal/postgres`. */
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user:password@host/database')
      .optional(),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(65_535).default(3000),
    /** Where people reach the portal; links in mails begin with it. */
    CAUDAL_PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'an address such as https://water.example.org' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** Signs form tokens and sign-ins. */
    CAUDAL_SECRET: z.string().min(32, 'at least 32 random characters, e.g. from `openssl rand -base64 32`').optional(),
    /** Secrets of before, the newest first, with commas between: they open what was sealed with them. */
    CAUDAL_OLDER_SECRETS: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .refine((all) => all.every((one) => one.length >= 32), 'secrets of at least 32 characters, with commas between')
      .optional(),
    /** The folder that is the utility. */
    CAUDAL_UTILITY: z.string().min(1).default('utility'),
    /** The clock starts here and goes on from there. */
    CAUDAL_NOW: instant.optional(),
    /** How many proxies stand before the server. */
    CAUDAL_PROXIES: wholeNumber(10).default(0),
    /** Connections to the database that pages have, and that jobs have. */
    CAUDAL_WEB_CONNECTIONS: wholeNumber(200)
      .refine((value) => value >= 2, 'at least 2')
      .default(10),
    CAUDAL_WORKER_CONNECTIONS: wholeNumber(200)
      .refine((value) => value >= 6, 'at least 6')
      .default(10),
    /** An address and port of its own for `/livez`, `/readyz` and `/metrics`. */
    CAUDAL_OPERATIONS: z
      .string()
      .regex(/^(\[[0-9a-f:]+\]|[^:\s]+):\d{1,5}$/i, 'an address and port such as 127.0.0.1:9464')
      .optional(),
    /** Who shows it may read `/metrics` where the portal listens. */
    CAUDAL_METRICS_TOKEN: z.string().min(16, 'at least 16 random characters').optional(),
    /** With less room than that on a disk, `/readyz` says that it is not ready. */
    CAUDAL_MIN_FREE_MB: wholeNumber(1_000_000).default(256),
    /** A folder into which head-ends put files of reads; the worker takes them in. */
    CAUDAL_READS_FOLDER: z.string().min(1).optional(),
    /** Where `caudal backup` writes; on another disk or machine than the database. */
    CAUDAL_BACKUP_FOLDER: z.string().min(1).optional(),
    /** Seals what it writes. Without it, a backup is as readable as the database is. */
    CAUDAL_BACKUP_KEY: z.string().min(16, 'at least 16 random characters').optional(),
    /** A folder shared with the utility's own billing system: its files come into it, ours go to `out` within it. */
    CAUDAL_EXCHANGE_FOLDER: z.string().min(1).optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'an address such as smtps://user:password@mail.example.org')
      .optional(),
    /** What mails say they are from; the utility's own email unless set. */
    MAIL_FROM: z.string().min(1).optional(),
    /** Where mail that cannot be delivered comes back: an address whose mail is given to `caudal mail bounce`. */
    MAIL_RETURNS: z.email('an email address such as returns@water.example.org').optional(),
    /** A restricted key (rk_) may do as much as it was given. */
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^[sr]k_\w+$/, 'a whole key that begins with sk_ or rk_')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[\x21-\x7e]+$/, 'a whole secret that begins with whsec_')
      .optional(),
    /** Texts and calls through Twilio; without it, people are told by email and letter alone. */
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC\w+$/, 'an account’s SID, which begins with AC')
      .optional(),
    TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
    /** What texts come from: a number, or the SID of a messaging service. */
    TWILIO_FROM: z
      .string()
      .regex(/^(\+1\d{10}|MG\w+)$/, 'a number such as +15415550100, or a SID that begins with MG')
      .optional(),
    /** What calls come from, where texts come from a messaging service. */
    TWILIO_CALL_FROM: z
      .string()
      .regex(/^\+1\d{10}$/, 'a number such as +15415550100')
      .optional(),
    /** The provider that staff sign in by (OpenID Connect); set it with the next two, or none. */
    CAUDAL_SSO_ISSUER: z
      .url({ protocol: /^https?$/, error: 'an address such as https://login.example.org' })
      .refine((text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(`${text}/`), 'an https address')
      .optional(),
    CAUDAL_SSO_CLIENT_ID: z.string().min(1).optional(),
    CAUDAL_SSO_CLIENT_SECRET: z.string().min(1).optional(),
    /** What the button calls it. */
    CAUDAL_SSO_NAME: z.string().min(1).default('single sign-on'),
    /** Domains whose verified emails are staff's; without one nobody comes in by it. */
    CAUDAL_SSO_EMAIL_DOMAINS: list.default([]),
    /** The claim that lists a person's groups. */
    CAUDAL_SSO_ROLE_CLAIM: z.string().min(1).default('groups'),
    /** The role of each group; the first that holds. Unset: roles are given in the console. */
    CAUDAL_SSO_ROLES: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim().split('=')))
      .refine(
        (pairs) =>
          pairs.every(([group = '', role = '', ...more]) => group !== '' && isStaffRole(role) && more.length === 0),
        `groups with roles such as water-counter=csr,water-office=billing; the roles are ${staffRoles.join(', ')}`,
      )
      .transform((pairs) => Object.fromEntries(pairs) as Record<string, string>)
      .default({}),
    /** What `amr` or `acr` says where the provider asked for a second factor; without one, ours is asked for. */
    CAUDAL_SSO_SECOND_FACTOR_AMR: list.default([]),
    CAUDAL_SSO_SECOND_FACTOR_ACR: list.default([]),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((set, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if ((set.STRIPE_SECRET_KEY === undefined) !== (set.STRIPE_WEBHOOK_SECRET === undefined)) {
      wrong('STRIPE_WEBHOOK_SECRET', 'to be set together with STRIPE_SECRET_KEY, or neither');
    }
    const twilio = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;
    if (twilio.some((name) => set[name] !== undefined)) {
      for (const name of twilio)
        if (set[name] === undefined) wrong(name, `to be set together with ${twilio.join(', ')}`);
      if (set.TWILIO_FROM?.startsWith('MG') === true && set.TWILIO_CALL_FROM === undefined) {
        wrong('TWILIO_CALL_FROM', 'set: a messaging service cannot call');
      }
    }
    const sso = ['CAUDAL_SSO_ISSUER', 'CAUDAL_SSO_CLIENT_ID', 'CAUDAL_SSO_CLIENT_SECRET'] as const;
    if (sso.some((name) => set[name] !== undefined)) {
      for (const name of sso) if (set[name] === undefined) wrong(name, `to be set together with ${sso.join(', ')}`);
      if (set.CAUDAL_SSO_EMAIL_DOMAINS.length === 0) {
        wrong('CAUDAL_SSO_EMAIL_DOMAINS', 'the domains of staff’s emails, such as utility.example.org');
      }
    }
    if (set.CAUDAL_MODE !== 'production') return;
    if (set.CAUDAL_NOW !== undefined) wrong('CAUDAL_NOW', 'unset: production keeps the real time');
    if (set.SMTP_URL === undefined) wrong('SMTP_URL', 'set: production sends real mail');
    if (set.DATABASE_URL === undefined) wrong('DATABASE_URL', 'set: production keeps a PostgreSQL of its own');
    if (set.CAUDAL_SECRET === undefined) wrong('CAUDAL_SECRET', 'set: at least 32 random characters');
    if (set.CAUDAL_PUBLIC_URL?.startsWith('https:') !== true) wrong('CAUDAL_PUBLIC_URL', 'set, and https');
    if (set.STRIPE_SECRET_KEY === undefined) wrong('STRIPE_SECRET_KEY', 'set: the bundled sandbox takes no real money');
  });

export type Environment = z.output<typeof environmentSchema>;

/** Reads the settings of the environment; every error is listed. An empty variable counts as unset. */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Result<Environment, readonly Problem[]> {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (parsed.success) return ok(parsed.data);
  return refused(
    parsed.error.issues.map((issue) => ({
      code: 'config.variable-unexpected',
      field: issue.path.join('.'),
      params: { expected: issue.message },
    })),
  );
}
