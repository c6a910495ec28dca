import type { PlaceChange, PremiseDetails } from '../../domain/accounts/index.ts';
import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';
import { beginsWith, searchedAddress } from './find-accounts.ts';

export interface Premise {
  readonly premiseId: number;
  readonly number: string;
  readonly details: PremiseDetails;
  /** The last change that was made here, of the premise or of what serves it; 0 where there is none. */
  readonly lastChange: number;
}

/** A premise by its number. */
export async function premiseOf(db: Database, number: string): Promise<Premise | undefined> {
  const [row] = await db.query<PremiseDetails & { id: number; number: string; last_change: number }>(
    `select p.id, p.number, p.line1, coalesce(p.line2, '') as line2, p.city, p.state, p.zip, coalesce(p.zone, '') as zone,
       coalesce(p.latitude::text, '') as latitude, coalesce(p.longitude::text, '') as longitude,
       coalesce(p.service_line_utility, '') as "serviceLineUtility",
       coalesce(p.service_line_customer, '') as "serviceLineCustomer",
       coalesce((select max(id) from place_change where premise_id = p.id), 0)::bigint as last_change
     from premise p where p.number = $1`,
    [number],
  );
  if (row === undefined) return undefined;
  const { id: premiseId, number: written, last_change: lastChange, ...details } = row;
  return { premiseId, number: written, details, lastChange };
}

/** Nobody else changes a premise, what serves it or who is served there until the transaction ends; taken after the accounts. */
export const lockPremise = (tx: Database, premiseId: number) =>
  tx.query('select from premise where id = $1 for no key update', [premiseId]);

const columns = `line1, line2, city, state, zip, zone, latitude, longitude, service_line_utility, service_line_customer`;

const valuesOf = (details: PremiseDetails): readonly string[] => [
  ...[details.line1, details.line2, details.city, details.state, details.zip, details.zone],
  ...[details.latitude, details.longitude, details.serviceLineUtility, details.serviceLineCustomer],
];

/** Makes a premise; undefined where another has its number. */
export async function insertPremise(
  tx: Database,
  number: string,
  details: PremiseDetails,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into premise (number, ${columns})
     values ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), nullif($8, '')::numeric, nullif($9, '')::numeric,
       nullif($10, ''), nullif($11, ''))
     on conflict (number) do nothing returning id`,
    [number, ...valuesOf(details)],
  );
  return row?.id;
}

export const keepPremise = (tx: Database, premiseId: number, details: PremiseDetails) =>
  tx.query(
    `update premise set (${columns})
       = ($2, nullif($3, ''), $4, $5, $6, nullif($7, ''), nullif($8, '')::numeric, nullif($9, '')::numeric,
         nullif($10, ''), nullif($11, ''))
     where id = $1`,
    [premiseId, ...valuesOf(details)],
  );

/** Who says what of a place, why and when. */
export interface PlaceSaid {
  readonly reason: string;
  readonly staffId: string;
  readonly now: Temporal.Instant;
}

/** Keeps what was changed of a premise or of one of its service points; a class with the day from which it holds. */
export async function keepPlaceChanges(
  tx: Database,
  place: {
    readonly premiseId: number;
    readonly servicePointId?: number;
    readonly changes: readonly PlaceChange[];
    readonly classFrom?: Temporal.PlainDate;
  },
  { reason, staffId, now }: PlaceSaid,
): Promise<void> {
  await tx.query(
    `insert into place_change (premise_id, service_point_id, field, was, became, from_day, reason, staff_id, at)
     select $1, $2, c.field, c.was, c.became, case when c.field = 'class' then $6::date end, $7, $8, $9
     from unnest($3::text[], $4::text[], $5::text[]) as c (field, was, became)`,
    [
      place.premiseId,
      place.servicePointId ?? null,
      place.changes.map(({ field }) => field),
      place.changes.map(({ was }) => was),
      place.changes.map(({ became }) => became),
      place.classFrom ?? null,
      ...[reason, staffId, now],
    ],
  );
}

export interface KeptPlaceChange extends PlaceChange {
  readonly servicePointId?: number;
  readonly fromOn?: Temporal.PlainDate;
  readonly reason: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
}

/** What was changed of a premise and of what serves it, the newest first. */
export async function placeChanges(
  db: Database,
  premiseId: number,
  limit: number,
): Promise<readonly KeptPlaceChange[]> {
  const rows = await db.query<
    PlaceChange & {
      readonly service_point_id: number | null;
      readonly from_day: Temporal.PlainDate | null;
      readonly reason: string;
      readonly name: string;
      readonly at: Temporal.Instant;
    }
  >(
    `select h.service_point_id, h.field, h.was, h.became, h.from_day, h.reason, s.name, h.at
     from place_change h join staff_member s on s.id = h.staff_id
     where h.premise_id = $1 order by h.id desc limit $2`,
    [premiseId, limit],
  );
  return rows.map(({ field, was, became, reason, name: staffName, at, service_point_id, from_day }) => ({
    ...{ field, was, became, reason, staffName, at },
    ...present({ servicePointId: service_point_id, fromOn: from_day }),
  }));
}

export interface FoundPremise {
  readonly number: string;
  readonly address: string;
  /** Who is served there now; empty where nobody is. */
  readonly servedNow: string;
}

/** So many premises are found by words of their address: of a street that an eighth of the town has, the rest is not looked at. */
const maxPremisesByWords = 500;

/** As premise_address_order has it; shown as it is sorted. */
const shownAddress = `p.line1 || coalesce(', ' || p.line2, '') || ', ' || p.city`;

/**
 * Premises by their number or by words of their address; all of them, in the order of their numbers, without any. By the
 * indexes of 0009, 0077 and 0100; who is served is asked of the page’s premises only. Where more have these words than are looked for,
 * `cutAt` says how many are: a file wants every one.
 */
export async function findPremises(
  db: Database,
  typed: string,
  { today, isWhole = false, ...asked }: ListAsked & { readonly today: Temporal.PlainDate; readonly isWhole?: boolean },
): Promise<ListPart<FoundPremise> & { readonly cutAt?: number }> {
  const { values, mark } = marksFrom([today]);
  const words = typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  // An index of three signs knows nothing of fewer: alone they are how an address begins, a house's number most often.
  const isShort = !words.some((word) => /[\p{L}\p{N}]{3}/u.test(word));
  const everyWord = words
    .map((word, at) =>
      isShort && at === 0
        ? beginsWith(searchedAddress, mark(word))
        : `${searchedAddress} like plain_text(${mark(`%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)})`,
    )
    .join(' and ');
  const byWords = `select p.id from premise p where ${everyWord}${isWhole ? '' : ` limit ${maxPremisesByWords + 1}`}`;
  const found =
    words.length === 0
      ? ''
      : `join (
           (${byWords})
           union select id from premise where ltrim(bare_number(number), '0') = ltrim(bare_number(${mark(typed)}), '0')
         ) found using (id)`;
  const part = await listPart<FoundPremise>(
    db,
    {
      select: `select p.id, p.number, ${shownAddress} as address,
         coalesce((select c.name from account a join customer c on c.id = a.customer_id
           where a.premise_id = p.id and a.opened_on <= $1 and coalesce(a.closed_on > $1, true)
           order by a.opened_on desc limit 1), '') as "servedNow"
       from premise p ${found}`,
      parameters: values,
      order: [],
      id: { by: 'l.number', type: 'text', isCode: true },
      sorts: { address: { by: 'l.address', type: 'text' } },
      toRow: (row) => row,
    },
    asked,
  );
  const isCut = !isWhole && words.length > 0 && (part.count?.rows ?? 0) > maxPremisesByWords;
  return isCut ? { ...part, count: { rows: maxPremisesByWords, isMore: true }, cutAt: maxPremisesByWords } : part;
}

/** The highest numbers of a kind, the highest first: what the next free one is counted from. Locked until the transaction ends. */
export async function highestNumbers(tx: Database, of: 'customer' | 'premise' | 'service_point'): Promise<string[]> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`numbers of ${of}`]);
  const texts = {
    customer: `select number from customer where number ~ '\\d$' order by length(number) desc, number collate "C" desc limit 200`,
    premise: `select number from premise where number ~ '\\d$' order by length(number) desc, number collate "C" desc limit 200`,
    service_point: `select number from service_point where number ~ '\\d$'
      order by length(number) desc, number collate "C" desc limit 200`,
  };
  return (await tx.query<{ number: string }>(texts[of])).map(({ number }) => number);
}
