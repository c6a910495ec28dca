import { type Language, present } from '../../domain/kernel/index.ts';
import type { PhoneWay } from '../../domain/notices/index.ts';
import type { Database } from '../database.ts';

/**
 * Joined to a `login l`: its proven number, and the ways by which it may be reached now, of each of which the newest word
 * is a yes.
 */
export const phoneToTell = `
  left join lateral (
    select p.number, array(
      select way from unnest(p.ways) as way
      where (select c.kind from phone_consent c
             where c.login_id = p.login_id and c.number = p.number and c.channel = way and c.kind <> 'asked'
             order by c.id desc limit 1) = 'given'
    ) as ways
    from phone p where p.login_id = l.id and p.ended_at is null and p.proven_at is not null
  ) ph on true`;

export interface OwnPhone {
  readonly number: string;
  /** The ways by which it may be reached; none where everything was stopped. */
  readonly ways: readonly PhoneWay[];
}

export async function phoneOf(db: Database, loginId: string): Promise<OwnPhone | undefined> {
  const [row] = await db.query<{ number: string | null; ways: PhoneWay[] | null }>(
    `select ph.number, ph.ways from login l ${phoneToTell} where l.id = $1`,
    [loginId],
  );
  return row === undefined || row.number === null ? undefined : { number: row.number, ways: row.ways ?? [] };
}

export interface AskedPhone {
  readonly id: number;
  readonly number: string;
  readonly ways: readonly PhoneWay[];
  readonly language: Language;
  readonly codeHash?: string;
  readonly codeExpiresAt: Temporal.Instant;
  readonly codeTries: number;
  readonly consentText: string;
  readonly consentVersion: string;
}

/** The number to which a code went and from which none came back yet, for this transaction alone. */
export async function lockAskedPhone(tx: Database, loginId: string): Promise<AskedPhone | undefined> {
  const [row] = await tx.query<{
    id: number;
    number: string;
    ways: PhoneWay[];
    language: Language;
    code_hash: string | null;
    code_expires_at: Temporal.Instant;
    code_tries: number;
    consent_text: string;
    consent_version: string;
  }>(
    `select id, number, ways, language, code_hash, code_expires_at, code_tries, consent_text, consent_version from phone
     where login_id = $1 and ended_at is null and proven_at is null for update`,
    [loginId],
  );
  return (
    row && {
      id: row.id,
      number: row.number,
      ways: row.ways,
      language: row.language,
      ...present({ codeHash: row.code_hash }),
      codeExpiresAt: row.code_expires_at,
      codeTries: row.code_tries,
      consentText: row.consent_text,
      consentVersion: row.consent_version,
    }
  );
}

export interface NewPhone {
  readonly loginId: string;
  readonly number: string;
  readonly ways: readonly PhoneWay[];
  readonly language: Language;
  readonly codeHash: string;
  readonly codeExpiresAt: Temporal.Instant;
  readonly consentText: string;
  readonly consentVersion: string;
  readonly address: string;
  readonly now: Temporal.Instant;
}

/** Keeps that a person typed a number and agreed; one they typed before and never proved gives way to it. */
export async function insertAskedPhone(tx: Database, phone: NewPhone): Promise<void> {
  await tx.query(
    'update phone set ended_at = $2, code_hash = null where login_id = $1 and ended_at is null and proven_at is null',
    [phone.loginId, phone.now],
  );
  await tx.query(
    `insert into phone (login_id, number, ways, language, code_hash, code_expires_at, consent_text, consent_version,
       asked_at, asked_address)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      phone.loginId,
      phone.number,
      phone.ways,
      phone.language,
      phone.codeHash,
      phone.codeExpiresAt,
      phone.consentText,
      phone.consentVersion,
      phone.now,
      phone.address,
    ],
  );
  await insertConsents(tx, { ...phone, kind: 'asked' });
}

export async function countPhoneTry(tx: Database, id: number): Promise<void> {
  await tx.query('update phone set code_tries = code_tries + 1 where id = $1', [id]);
}

/** The number is theirs: the one before it is no longer told, and the yes they gave with it stands. */
export async function keepProvenPhone(
  tx: Database,
  phone: AskedPhone,
  { loginId, address, now }: { readonly loginId: string; readonly address: string; readonly now: Temporal.Instant },
): Promise<void> {
  await endProvenPhone(tx, loginId, now);
  await tx.query('update phone set proven_at = $2, code_hash = null where id = $1', [phone.id, now]);
  await insertConsents(tx, { ...phone, loginId, address, now, kind: 'given' });
}

export async function endProvenPhone(tx: Database, loginId: string, now: Temporal.Instant): Promise<void> {
  await tx.query('update phone set ended_at = $2 where login_id = $1 and ended_at is null and proven_at is not null', [
    loginId,
    now,
  ]);
}

async function insertConsents(
  tx: Database,
  given: Pick<
    NewPhone,
    'loginId' | 'number' | 'ways' | 'language' | 'consentText' | 'consentVersion' | 'address' | 'now'
  > & {
    readonly kind: 'asked' | 'given';
  },
): Promise<void> {
  await tx.query(
    `insert into phone_consent (login_id, number, channel, kind, how, consent_text, consent_version, language, at, address)
     select $1, $2, way, $4, 'settings', $5, $6, $7, $8, $9 from unnest($3::text[]) as way`,
    [
      given.loginId,
      given.number,
      given.ways,
      given.kind,
      given.consentText,
      given.consentVersion,
      given.language,
      given.now,
      given.address,
    ],
  );
}

/** Whose yes was taken back, and the language it was given in. */
export interface WithdrawnConsent {
  readonly loginId: string;
  readonly language: Language;
}

/**
 * Takes back every yes that stands for a number: of everybody who has it, or of one login; by every way, or one. None
 * where nothing stood.
 */
export async function withdrawConsent(
  tx: Database,
  no: {
    readonly number: string;
    readonly loginId?: string;
    readonly way?: PhoneWay;
    readonly how: 'settings' | 'reply' | 'key' | 'carrier';
    readonly now: Temporal.Instant;
    readonly address?: string;
  },
): Promise<readonly WithdrawnConsent[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('phone ' || $1, 0))`, [no.number]);
  const rows = await tx.query<{ login_id: string; language: Language }>(
    `insert into phone_consent (login_id, number, channel, kind, how, language, at, address)
     select login_id, number, channel, 'withdrawn', $2, language, $3, $4 from (
       select distinct on (login_id, channel) * from phone_consent
       where number = $1 and kind <> 'asked' order by login_id, channel, id desc
     ) newest
     where kind = 'given' and ($5::text is null or login_id = $5) and ($6::text is null or channel = $6)
     returning login_id, language`,
    [no.number, no.how, no.now, no.address ?? null, no.loginId ?? null, no.way ?? null],
  );
  return [...new Map(rows.map((row) => [row.login_id, { loginId: row.login_id, language: row.language }])).values()];
}

/** The language of the newest word about a number; undefined where nobody ever named it. */
export async function languageOfNumber(db: Database, number: string): Promise<Language | undefined> {
  const [row] = await db.query<{ language: Language }>(
    'select language from phone_consent where number = $1 order by id desc limit 1',
    [number],
  );
  return row?.language;
}

/** Whether a login's number may be reached by `way` now: asked again when something is about to go. */
export async function mayReach(
  db: Database,
  { loginId, number, way }: { readonly loginId: string; readonly number: string; readonly way: PhoneWay },
): Promise<boolean> {
  const phone = await phoneOf(db, loginId);
  return phone?.number === number && phone.ways.includes(way);
}
