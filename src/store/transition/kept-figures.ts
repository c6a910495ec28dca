import type { Language } from '../../domain/kernel/index.ts';
import type { RiskByDay } from '../../domain/transition/index.ts';
import type { Database, Transaction } from '../database.ts';

/** The utility's choices that kept figures were worked out by. */
export interface FiguresBasis {
  readonly cutOver: Temporal.PlainDate;
  readonly lastDraftDays: number;
  readonly timeZone: string;
}

const isOf = 'cut_over = $1 and last_draft_days = $2 and time_zone = $3';
const valuesOf = ({ cutOver, lastDraftDays, timeZone }: FiguresBasis) => [cutOver, lastDraftDays, timeZone];

/** Whether something happened that the kept figures do not have yet, or they are of other choices. */
export async function areFiguresBehind(db: Database, basis: FiguresBasis): Promise<boolean> {
  const [row] = await db.query<{ behind: boolean }>(
    `select exists (select from account_touched) or exists (select from move_step)
       or not exists (select from figures_basis where ${isOf}) as behind`,
    valuesOf(basis),
  );
  return row?.behind === true;
}

/** One works them out at a time: until the transaction ends. */
export const holdFigures = async (tx: Transaction): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('kept-figures'))`);
};

/**
 * Throws away figures of other choices; every account is to be worked out. What somebody did is counted in the statement that
 * takes the notes of it, so that a step is either counted or still noted.
 */
export async function beginFiguresAgain(tx: Transaction, basis: FiguresBasis): Promise<void> {
  const found = await tx.query(`select from figures_basis where ${isOf}`, valuesOf(basis));
  if (found.length > 0) return;
  await tx.query('delete from account_figures');
  await tx.query('delete from move_figures');
  await tx.query('delete from move_channel');
  await tx.query('delete from account_at_risk');
  await tx.query('delete from at_risk_figures');
  await tx.query('delete from move_day');
  await tx.query(
    `with noted as (delete from move_step)
     insert into move_day (on_day, kind, steps)
     select (at at time zone $1)::date, kind, count(*) from (
       select granted_at as at, 'registered' as kind from account_access where role = 'owner'
       union all select agreed_at, 'autopay' from autopay
       union all select verified_at, 'ebill' from ebill where verified_at is not null
       union all select at, 'outreach' from outreach
     ) happened group by 1, 2`,
    [basis.timeZone],
  );
  await tx.query('insert into account_touched (account_id) select id from account');
  await tx.query('delete from figures_basis');
  await tx.query(
    'insert into figures_basis (cut_over, last_draft_days, time_zone) values ($1, $2, $3)',
    valuesOf(basis),
  );
}

/** What somebody did since, by the utility's days. */
export async function countSteps(tx: Transaction, timeZone: string): Promise<void> {
  await tx.query(
    `with noted as (delete from move_step returning at, kind, steps)
     insert into move_day as day (on_day, kind, steps)
     select (at at time zone $1)::date, kind, sum(steps) from noted group by 1, 2
     on conflict (on_day, kind) do update set steps = day.steps + excluded.steps`,
    [timeZone],
  );
}

/** Takes notes of so many changes; the accounts, once each, and whether there may be more. */
export async function takeTouched(
  tx: Transaction,
  notes: number,
): Promise<{ readonly accounts: readonly number[]; readonly areMore: boolean }> {
  const rows = await tx.query<{ account_id: number }>(
    `delete from account_touched where ctid = any (array(select ctid from account_touched limit $1))
     returning account_id`,
    [notes],
  );
  return { accounts: [...new Set(rows.map((row) => row.account_id))], areMore: rows.length === notes };
}

/** Adds rows `r` of `account_figures` to what is counted of them, or takes them off. */
const counted = (rows: string, sign: '+' | '-') => `by_kind as (
    insert into move_figures as kept (closed_on, lapses_on, accounts, registered, with_autopay, had_ebill, with_ebill)
    select closed_on, lapses_on, ${sign}count(*), ${sign}count(*) filter (where is_registered),
      ${sign}count(*) filter (where has_autopay), ${sign}count(*) filter (where had_ebill),
      ${sign}count(*) filter (where had_ebill and has_ebill)
    from ${rows} group by closed_on, lapses_on
    on conflict (closed_on, lapses_on) do update set accounts = kept.accounts + excluded.accounts,
      registered = kept.registered + excluded.registered, with_autopay = kept.with_autopay + excluded.with_autopay,
      had_ebill = kept.had_ebill + excluded.had_ebill, with_ebill = kept.with_ebill + excluded.with_ebill
  )
  insert into move_channel as kept (channel, contacts, accounts)
  select channel, ${sign}count(*), ${sign}count(distinct account_id)
  from ${rows} cross join unnest(channels) channel group by channel
  on conflict (channel) do update set contacts = kept.contacts + excluded.contacts,
    accounts = kept.accounts + excluded.accounts`;

const figureColumns = `account_id, billing_cycle, closed_on, billed_through, unbilled_since, is_registered, lapses_on, has_autopay,
  had_ebill, has_ebill, channels`;

/** SQL: what `account_figures` says of the accounts `a` for which `condition` holds. */
export const figuresOf = (
  condition: string,
): string => `select a.id as account_id, a.billing_cycle, coalesce(a.closed_on, 'infinity') as closed_on,
    coalesce(last.period_end, a.billed_before) as billed_through,
    nullif(least(coalesce(last.period_end, a.billed_before, a.opened_on), coalesce(a.closed_on, 'infinity')), coalesce(a.closed_on, 'infinity')) as unbilled_since,
    exists (select from standing_access where account_id = a.id) as is_registered,
    case when r.had_autopay then 'infinity' else coalesce(r.next_draft_on, '-infinity') end as lapses_on,
    exists (select from standing_autopay where account_id = a.id) as has_autopay,
    coalesce(r.had_ebill, false) as had_ebill,
    exists (select from standing_ebill where account_id = a.id and verified_at is not null) as has_ebill,
    array(select channel from outreach where account_id = a.id order by channel) as channels
  from account a
  left join lateral (
    select period_end from bill where account_id = a.id and state = 'posted' order by period_end desc limit 1
  ) last on true
  left join roster_entry r on r.account_id = a.id
  where ${condition}`;

/** Works out accounts again; one that is gone is in no figure any more. */
export async function workOutAccounts(tx: Transaction, accountIds: readonly number[]): Promise<void> {
  await tx.query(
    `with gone as (delete from account_figures where account_id = any ($1::bigint[]) returning ${figureColumns}),
     ${counted('gone', '-')}`,
    [accountIds],
  );
  await tx.query(
    `with fresh as (
       insert into account_figures (${figureColumns}) ${figuresOf('a.id = any ($1::bigint[])')} returning ${figureColumns}
     ), ${counted('fresh', '+')}`,
    [accountIds],
  );
  await tx.query('delete from move_figures where accounts = 0');
  await tx.query('delete from move_channel where contacts = 0');
}

/** A risk as it is kept. */
export interface RiskToKeep extends RiskByDay {
  readonly accountId: number;
  readonly language: Language;
  readonly isContacted: boolean;
}

const addedUp = (rows: string, sign: '+' | '-') => `insert into at_risk_figures as kept
    (due_on, from_day, until_day, language, is_contacted, accounts, owed_cents)
  select due_on, from_day, until_day, language, is_contacted, ${sign}count(*), ${sign}sum(owed_cents)
  from ${rows} group by 1, 2, 3, 4, 5
  on conflict (due_on, from_day, until_day, language, is_contacted) do update
    set accounts = kept.accounts + excluded.accounts, owed_cents = kept.owed_cents + excluded.owed_cents`;

const summed = 'due_on, from_day, until_day, language, is_contacted, owed_cents';

/** Of these accounts exactly these bills are at risk. */
export async function keepRisks(
  tx: Transaction,
  accountIds: readonly number[],
  risks: readonly RiskToKeep[],
): Promise<void> {
  await tx.query(
    `with gone as (delete from account_at_risk where account_id = any ($1::bigint[]) returning ${summed})
     ${addedUp('gone', '-')}`,
    [accountIds],
  );
  if (risks.length > 0) {
    await tx.query(
      `with fresh as (
         insert into account_at_risk (account_id, from_day, until_day, due_on, owed_cents, bill_number, because, language,
           is_contacted)
         select account, coalesce(from_day, '-infinity'), coalesce(until_day, 'infinity'), due, cents, bill, why, language, contacted
         from unnest($1::bigint[], $2::date[], $3::date[], $4::date[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::boolean[])
           as t (account, from_day, until_day, due, cents, bill, why, language, contacted)
         returning ${summed}
       ) ${addedUp('fresh', '+')}`,
      [
        risks.map(({ accountId }) => accountId),
        risks.map(({ from }) => from ?? null),
        risks.map(({ until }) => until ?? null),
        ...(['dueOn', 'owed', 'billNumber', 'because', 'language', 'isContacted'] as const).map((key) =>
          risks.map((risk) => risk[key]),
        ),
      ],
    );
  }
  await tx.query('delete from at_risk_figures where accounts = 0');
}
