import type { FileMediaType } from '../../domain/alerts/index.ts';
import type {
  DocumentKind,
  ProgrammeUse,
  RebateOffer,
  RebateProgramme,
  RebateStep,
} from '../../domain/credits/index.ts';
import { type Cents, cents, type Language, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/** A step as it is kept; who of the staff took it is named to the staff only. */
interface KeptStep extends RebateStep {
  readonly staffName?: string;
  /** Under what it was entered in the billing system. */
  readonly cisReference?: string;
}

/** A paper that came with an application. */
export interface RebateDocument {
  readonly id: number;
  readonly kind: DocumentKind | 'more';
  readonly name: string;
  readonly bytes: number;
}

/** An application with everything that came of it. */
export interface RebateApplication {
  readonly id: number;
  readonly accountId: number;
  readonly account: string;
  readonly customerName: string;
  readonly loginId: string;
  readonly language: Language;
  readonly programme: string;
  readonly boughtOn: Temporal.PlainDate;
  readonly note: string;
  readonly offer: RebateOffer;
  readonly askedAt: Temporal.Instant;
  readonly steps: readonly KeptStep[];
  readonly documents: readonly RebateDocument[];
}

interface ApplicationRow {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly customer_name: string;
  readonly login_id: string;
  readonly language: Language;
  readonly programme: string;
  readonly bought_on: Temporal.PlainDate;
  readonly note: string;
  readonly offer: RebateOffer;
  readonly asked_at: Temporal.Instant;
  readonly steps: readonly {
    readonly kind: RebateStep['kind'];
    readonly staff_id: string | null;
    readonly staff_name: string | null;
    readonly amount_cents: number | null;
    readonly reason: string;
    readonly cis_reference: string | null;
    readonly at: string;
  }[];
  readonly documents: readonly RebateDocument[];
}

/** What an application's last step is; null where nobody answered yet. */
const lastStep = '(select kind from rebate_step s where s.application_id = r.id order by ordinal desc limit 1)';

const select = (condition: string): string =>
  `select r.id, r.account_id, a.number as account, c.name as customer_name, r.login_id, r.language,
     r.programme, r.bought_on, r.note, r.offer, r.asked_at,
     coalesce((select json_agg(json_build_object('kind', s.kind, 'staff_id', s.staff_id, 'staff_name', m.name,
         'amount_cents', s.amount_cents, 'reason', s.reason, 'at', s.at, 'cis_reference', s.cis_reference) order by s.ordinal)
       from rebate_step s left join staff_member m on m.id = s.staff_id where s.application_id = r.id), '[]') as steps,
     coalesce((select json_agg(json_build_object('id', d.id, 'kind', rd.kind, 'name', coalesce(nullif(rd.name, ''), d.name),
         'bytes', octet_length(d.bytes)) order by d.id, rd.kind, rd.name)
       from rebate_document rd join stored_document d on d.id = rd.document_id
       where rd.application_id = r.id), '[]') as documents
   from rebate_application r
   join account a on a.id = r.account_id
   join customer c on c.id = a.customer_id
   where ${condition}`;

const toApplication = (row: ApplicationRow): RebateApplication => ({
  id: row.id,
  accountId: row.account_id,
  account: row.account,
  customerName: row.customer_name,
  loginId: row.login_id,
  language: row.language,
  programme: row.programme,
  boughtOn: row.bought_on,
  note: row.note,
  offer: row.offer,
  askedAt: row.asked_at,
  steps: row.steps.map((step) => ({
    kind: step.kind,
    ...present({ staffId: step.staff_id, staffName: step.staff_name, cisReference: step.cis_reference }),
    ...(step.amount_cents === null ? {} : { amount: cents(step.amount_cents) }),
    reason: step.reason,
    at: Temporal.Instant.from(step.at),
  })),
  documents: row.documents,
});

export async function rebatesOfAccount(db: Database, accountId: number): Promise<readonly RebateApplication[]> {
  const rows = await db.query<ApplicationRow>(`${select('r.account_id = $1')} order by r.id desc limit 100`, [
    accountId,
  ]);
  return rows.map(toApplication);
}

export async function findRebate(db: Database, id: number): Promise<RebateApplication | undefined> {
  const [row] = await db.query<ApplicationRow>(select('r.id = $1'), [id]);
  return row && toApplication(row);
}

/** Those that wait for the staff, the longest first; else the newest others. */
export function rebatesToDecide(
  db: Database,
  { waiting, ...asked }: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<RebateApplication>> {
  const waits = `coalesce(${lastStep}, 'asked') in ('asked', 'answered', 'appealed', 'approved')`;
  return listPart(
    db,
    {
      select: select(waiting ? waits : `not ${waits}`),
      parameters: [],
      order: [{ by: 'l.asked_at', type: 'timestamptz', isDown: !waiting }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        case: { by: 'l.id', type: 'bigint' },
        account: { by: 'l.account', type: 'text' },
        programme: { by: 'l.programme', type: 'text' },
        asked: { by: 'l.asked_at', type: 'timestamptz' },
        amount: { by: "(l.offer ->> 'amount')::bigint", type: 'bigint' },
      },
      toRow: toApplication,
    },
    asked,
  );
}

/** Locks what a programme has spent until the transaction ends. */
export async function lockProgramme(tx: Database, programme: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('rebates of ' || $1, 0))`, [programme]);
}

/** What was used of a programme in its window: by an account in things, by all in money paid or approved. */
export async function programmeUse(
  db: Database,
  { id, from, until }: RebateProgramme,
  { accountId, zone }: { readonly accountId: number; readonly zone: string },
): Promise<ProgrammeUse> {
  const [row] = await db.query<{ items: number; spent: number }>(
    `select
       coalesce(sum(r.items) filter (where r.account_id = $2 and last.kind is distinct from 'refused'), 0)::int as items,
       coalesce(sum(last.amount_cents) filter (where last.kind in ('approved', 'paid')), 0)::bigint as spent
     from rebate_application r
     left join lateral (
       select kind, amount_cents from rebate_step s where s.application_id = r.id order by ordinal desc limit 1
     ) last on true
     where r.programme = $1 and (r.asked_at at time zone $5)::date between $3 and $4`,
    [id, accountId, from, until, zone],
  );
  return { itemsBefore: row?.items ?? 0, spent: cents(Number(row?.spent ?? 0)) };
}

export async function insertRebate(
  tx: Database,
  rebate: {
    readonly accountId: number;
    readonly loginId: string;
    readonly language: Language;
    readonly programme: string;
    readonly boughtOn: Temporal.PlainDate;
    readonly note: string;
    readonly offer: RebateOffer;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const { offer } = rebate;
  const [row] = await tx.query<{ id: number }>(
    `insert into rebate_application (account_id, login_id, language, programme, items, price_cents, bought_on, note, offer,
       offered_cents, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      rebate.accountId,
      rebate.loginId,
      rebate.language,
      rebate.programme,
      offer.items,
      offer.price,
      rebate.boughtOn,
      rebate.note,
      JSON.stringify(offer),
      offer.amount,
      rebate.now,
    ],
  );
  if (row === undefined) throw new Error('no application was kept');
  return row.id;
}

export async function insertStep(
  tx: Database,
  step: {
    readonly applicationId: number;
    readonly ordinal: number;
    readonly kind: RebateStep['kind'];
    readonly staffId?: string;
    readonly loginId?: string;
    readonly amount?: Cents | undefined;
    readonly reason: string;
    readonly entryId?: number | undefined;
    readonly cisReference?: string | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into rebate_step (application_id, ordinal, kind, staff_id, login_id, amount_cents, reason, ledger_entry_id,
       cis_reference, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      step.applicationId,
      step.ordinal,
      step.kind,
      step.staffId ?? null,
      step.loginId ?? null,
      step.amount ?? null,
      step.reason,
      step.entryId ?? null,
      step.cisReference ?? null,
      step.now,
    ],
  );
}

/** Keeps a paper with an application under the name it has; the same bytes again on the account are kept once. */
export async function insertDocument(
  tx: Database,
  { accountId, loginId }: { readonly accountId: number; readonly loginId: string },
  paper: {
    readonly applicationId: number;
    readonly kind: RebateDocument['kind'];
    readonly name: string;
    readonly mediaType: FileMediaType;
    readonly bytes: Uint8Array;
    readonly sha256: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `with kept as (
       insert into stored_document (account_id, login_id, name, media_type, bytes, sha256, stored_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (account_id, sha256) do nothing returning id
     ), paper as (
       select id from kept union all select id from stored_document where account_id = $1 and sha256 = $6 limit 1
     )
     insert into rebate_document (application_id, document_id, kind, name) select $8, id, $9, $3 from paper
     on conflict do nothing`,
    [
      accountId,
      loginId,
      paper.name,
      paper.mediaType,
      paper.bytes,
      paper.sha256,
      paper.now,
      paper.applicationId,
      paper.kind,
    ],
  );
}

/** A paper of an application; undefined where it is none of its. */
export async function rebateDocument(
  db: Database,
  { applicationId, documentId }: { readonly applicationId: number; readonly documentId: number },
): Promise<{ readonly mediaType: FileMediaType; readonly bytes: Uint8Array } | undefined> {
  const [row] = await db.query<{ media_type: FileMediaType; bytes: Uint8Array }>(
    `select media_type, bytes from stored_document d
     where d.id = $2 and exists (select from rebate_document where application_id = $1 and document_id = d.id)`,
    [applicationId, documentId],
  );
  return row && { mediaType: row.media_type, bytes: row.bytes };
}
