import { z } from 'zod';
import { BackupDamaged, packFiles, unpackFile } from './backup-file.ts';
import type { BackupKey } from './backup-key.ts';

const packed = z.object({ path: z.string(), size: z.number().int(), sha256: z.string() });

const figures = z.object({
  tables: z.array(z.object({ table: z.string(), rows: z.number(), hash: z.string() })),
  books: z.object({
    accounts: z.number(),
    entries: z.number(),
    unbalanced: z.number(),
    owedCents: z.number(),
    balancesHash: z.string(),
  }),
});

const schema = z.object({
  format: z.literal(1),
  /** The Caudal that made it, and the last migration of its database. */
  caudal: z.string(),
  migration: z.string(),
  begunAt: z.string(),
  /** Everything committed before this is in it. */
  completeAt: z.string(),
  database: z.discriminatedUnion('kind', [
    /** A copy of the embedded server's own files, with the log that makes them one. */
    z.object({
      kind: z.literal('data-folder'),
      version: z.number(),
      systemIdentifier: z.string(),
      timeline: z.number(),
      segmentBytes: z.number(),
      firstSegment: z.number(),
      lastSegment: z.number(),
      /** A restore point of PostgreSQL; the figures are as of it. */
      mark: z.string(),
      folders: z.array(z.string()),
      /** How the roles of this copy sign in. */
      password: z.string().optional(),
    }),
    /** What `pg_dump` wrote. */
    z.object({ kind: z.literal('dump'), version: z.number(), dumpedBy: z.string() }),
  ]),
  /** Undefined where there was no moment without somebody writing. */
  figures: figures.optional(),
  /** Each file of the backup, and what lies in it, one after another. */
  files: z.record(z.string(), z.array(packed)),
});

export type Manifest = z.output<typeof schema>;

const path = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest, key: BackupKey | undefined): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(manifest, undefined, 1));
  await packFiles([{ path, open: async () => [bytes] }], { folder, path, key });
}

export async function readManifest(folder: string, key: BackupKey | undefined): Promise<Manifest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpackFile({ folder, path, key })) chunks.push(chunk);
  const said = schema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  if (!said.success) throw new BackupDamaged(`${folder}/${path} is of another format than this Caudal reads`);
  return said.data;
}
