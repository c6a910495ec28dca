import type { FileMediaType } from '../../domain/alerts/index.ts';
import type { Database } from '../database.ts';

/** What the customer said became of an alert. */
export interface KeptResolution {
  readonly kind: 'fixed' | 'expected';
  /** What leaked, as the form names it; its words are `alerts.cause.<cause>`. */
  readonly cause: string;
  readonly since: Temporal.Instant;
  readonly note: string;
  readonly loginId: string;
  readonly saidAt: Temporal.Instant;
}

/** What was said about an alert, in order; the last stands. */
export async function resolutionsOf(db: Database, ids: readonly number[]): Promise<readonly KeptResolution[]> {
  const rows = await db.query<{
    kind: 'fixed' | 'expected';
    cause: string;
    since: Temporal.Instant;
    note: string;
    login_id: string;
    said_at: Temporal.Instant;
  }>(
    `select kind, cause, since, note, login_id, said_at from alert_resolution where alert_id = any($1::bigint[])
     order by said_at, id`,
    [ids],
  );
  return rows.map(({ login_id, said_at, ...row }) => ({ ...row, loginId: login_id, saidAt: said_at }));
}

/** The word that stands of each of many alerts: by the id of the alert it was said about. */
export async function lastResolutions(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Pick<KeptResolution, 'kind' | 'since' | 'saidAt'>>> {
  const rows = await db.query<{
    alert_id: number;
    kind: 'fixed' | 'expected';
    since: Temporal.Instant;
    said_at: Temporal.Instant;
  }>(
    `select distinct on (alert_id) alert_id, kind, since, said_at from alert_resolution
     where alert_id = any($1::bigint[]) order by alert_id, said_at desc, id desc`,
    [ids],
  );
  return new Map(rows.map(({ alert_id, kind, since, said_at }) => [alert_id, { kind, since, saidAt: said_at }]));
}

export async function insertResolution(
  tx: Database,
  alertId: number,
  { kind, cause, since, note, loginId, saidAt }: KeptResolution,
): Promise<void> {
  await tx.query(
    `insert into alert_resolution (alert_id, login_id, kind, cause, since, note, said_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [alertId, loginId, kind, cause, since, note, saidAt],
  );
}

export interface SearchAnswer {
  readonly step: string;
  readonly answer: 'yes' | 'no';
  readonly answeredAt: Temporal.Instant;
}

/** The guided search as it was walked: each step's newest answer, in the order of answering. */
export async function searchAnswersOf(db: Database, ids: readonly number[]): Promise<readonly SearchAnswer[]> {
  const rows = await db.query<{ step: string; answer: 'yes' | 'no'; answered_at: Temporal.Instant }>(
    `select step, answer, answered_at from (
       select distinct on (step) id, step, answer, answered_at from leak_search_answer
       where alert_id = any($1::bigint[]) order by step, id desc
     ) newest order by id`,
    [ids],
  );
  return rows.map(({ answered_at, ...row }) => ({ ...row, answeredAt: answered_at }));
}

export async function insertSearchAnswer(
  tx: Database,
  answer: SearchAnswer & { readonly alertId: number; readonly loginId: string },
): Promise<void> {
  await tx.query(
    'insert into leak_search_answer (alert_id, login_id, step, answer, answered_at) values ($1, $2, $3, $4, $5)',
    [answer.alertId, answer.loginId, answer.step, answer.answer, answer.answeredAt],
  );
}

/** A file beside an alert, without its bytes. */
export interface KeptFile {
  readonly id: number;
  readonly name: string;
  readonly mediaType: FileMediaType;
  readonly bytes: number;
  readonly keptAt: Temporal.Instant;
}

export async function filesOf(db: Database, ids: readonly number[]): Promise<readonly KeptFile[]> {
  const rows = await db.query<{
    id: number;
    name: string;
    media_type: FileMediaType;
    bytes: number;
    kept_at: Temporal.Instant;
  }>(
    `select id, name, media_type, octet_length(bytes) as bytes, kept_at from alert_file
     where alert_id = any($1::bigint[]) order by id`,
    [ids],
  );
  return rows.map(({ media_type, kept_at, ...row }) => ({ ...row, mediaType: media_type, keptAt: kept_at }));
}

/** The bytes of one file of these alerts. */
export async function fileBytes(
  db: Database,
  ids: readonly number[],
  fileId: number,
): Promise<{ readonly name: string; readonly mediaType: FileMediaType; readonly bytes: Uint8Array } | undefined> {
  const [row] = await db.query<{ name: string; media_type: FileMediaType; bytes: Uint8Array }>(
    'select name, media_type, bytes from alert_file where alert_id = any($1::bigint[]) and id = $2',
    [ids, fileId],
  );
  return row && { name: row.name, mediaType: row.media_type, bytes: row.bytes };
}

/** Keeps a file; the same bytes again are the same file. */
export async function insertFile(
  tx: Database,
  file: {
    readonly alertId: number;
    readonly loginId: string;
    readonly name: string;
    readonly mediaType: FileMediaType;
    readonly bytes: Uint8Array;
    readonly sha256: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into alert_file (alert_id, login_id, name, media_type, bytes, sha256, kept_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (alert_id, sha256) do nothing`,
    [file.alertId, file.loginId, file.name, file.mediaType, file.bytes, file.sha256, file.now],
  );
}
