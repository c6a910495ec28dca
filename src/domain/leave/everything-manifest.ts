import { z } from 'zod';
import { ok, type Problem, type Result, refused } from '../kernel/index.ts';

const migration = z.object({ name: z.string(), sha256: z.string() });
const table = z.object({ name: z.string(), rows: z.int().min(0), columns: z.array(z.string()).min(1) });

const manifest = z.object({
  /** The form of this folder; another form is another number. */
  format: z.literal(1),
  /** The version of Caudal that wrote it. */
  caudal: z.string(),
  made_at: z.string(),
  utility: z.string(),
  billed_by: z.enum(['caudal', 'cis']),
  with_sign_ins: z.boolean(),
  migrations: z.array(migration),
  tables: z.array(table),
  /** The months that have hours: their parts of the tables have to be made. */
  months: z.array(z.string().regex(/^\d{4}-\d{2}$/)),
  /** The next number of each sequence. */
  sequences: z.record(z.string(), z.int()),
  /** Work that waited to be done. */
  waiting_jobs: z.int().min(0),
});

export type EverythingManifest = z.infer<typeof manifest>;

export const manifestFile = 'caudal/manifest.json';

export function readEverythingManifest(text: string): Result<EverythingManifest, Problem> {
  const place = { file: manifestFile, line: 1 };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return refused({ code: 'leave.manifest-unreadable', place });
  }
  const parsed = manifest.safeParse(read);
  return parsed.success ? ok(parsed.data) : refused({ code: 'leave.manifest-unreadable', place });
}

/**
 * Whether an export can go into a database where `here` ran: exactly the same migrations. An export of an older Caudal goes
 * into that Caudal, which is upgraded afterwards, since a migration changes rows that are there.
 */
export function isOfSameTables(
  { migrations }: Pick<EverythingManifest, 'migrations'>,
  here: readonly EverythingManifest['migrations'][number][],
): boolean {
  return (
    migrations.length === here.length &&
    migrations.every(({ name, sha256 }, at) => here[at]?.name === name && here[at]?.sha256 === sha256)
  );
}
