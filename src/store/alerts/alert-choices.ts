import {
  type AlertChoices,
  type ChosenWays,
  inUnit,
  isAlertKind,
  type ReadingUnit,
  usualChoices,
} from '../../domain/alerts/index.ts';
import { cents, type Language, present } from '../../domain/kernel/index.ts';
import type { PhoneWay } from '../../domain/notices/index.ts';
import type { Database } from '../database.ts';
import { phoneToTell } from '../notices/index.ts';

interface ChoicesRow {
  readonly kinds: readonly string[];
  readonly unit: ReadingUnit;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly burst_through_quiet: boolean;
  readonly daily_use: string | null;
  readonly bill_cents: number | null;
  readonly chosen_ways: ChosenWays;
}

const columns = 'kinds, unit, quiet_from, quiet_to, burst_through_quiet, daily_use, bill_cents, ways';
const selected = columns.replace(/ways$/, 'ways as chosen_ways');

const toChoices = (row: ChoicesRow): AlertChoices => ({
  kinds: row.kinds.filter(isAlertKind),
  unit: row.unit,
  ...(row.quiet_from === null || row.quiet_to === null ? {} : { quiet: { from: row.quiet_from, to: row.quiet_to } }),
  burstThroughQuiet: row.burst_through_quiet,
  ...present({ dailyUse: row.daily_use }),
  ...(row.bill_cents === null ? {} : { billAmount: cents(row.bill_cents) }),
  ways: row.chosen_ways,
});

/** Whose choices, about which account. */
export interface Chooser {
  readonly loginId: string;
  readonly accountId: number;
}

/** What a person chose; undefined where they never did. */
export async function choicesOf(db: Database, { loginId, accountId }: Chooser): Promise<AlertChoices | undefined> {
  const [row] = await db.query<ChoicesRow>(
    `select ${selected} from alert_choices where login_id = $1 and account_id = $2`,
    [loginId, accountId],
  );
  return row && toChoices(row);
}

export async function saveChoices(
  tx: Database,
  { loginId, accountId }: Chooser,
  { choices, now }: { readonly choices: AlertChoices; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into alert_choices (login_id, account_id, ${columns}, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (login_id, account_id) do update set kinds = excluded.kinds, unit = excluded.unit,
       quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
       burst_through_quiet = excluded.burst_through_quiet, daily_use = excluded.daily_use,
       bill_cents = excluded.bill_cents, ways = excluded.ways, changed_at = excluded.changed_at`,
    [
      loginId,
      accountId,
      choices.kinds,
      choices.unit,
      choices.quiet?.from ?? null,
      choices.quiet?.to ?? null,
      choices.burstThroughQuiet,
      choices.dailyUse ?? null,
      choices.billAmount ?? null,
      JSON.stringify(choices.ways ?? {}),
      now,
    ],
  );
}

/** Somebody who can be told about an account, and what they chose. */
export interface PersonToTell {
  readonly loginId: string;
  /** Absent for people without one. */
  readonly email?: string;
  readonly language: Language;
  /** What they chose, else what is usual; in the unit in which they read water. */
  readonly choices: AlertChoices;
  /** What they call this home, where they reach several; else its address. */
  readonly place?: string;
  /** Their telephone, and how it may be reached now. */
  readonly phone?: { readonly number: string; readonly ways: readonly PhoneWay[] };
}

/** Everybody who may see an account on `today`: its owner and whom the owner let in. */
export async function peopleToTell(
  db: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<readonly PersonToTell[]> {
  const rows = await db.query<
    {
      login_id: string;
      email: string | null;
      language: Language;
      reads_in: ReadingUnit | null;
      phone: string | null;
      phone_ways: PhoneWay[] | null;
      place: string | null;
    } & {
      [Name in keyof ChoicesRow]: ChoicesRow[Name] | null;
    }
  >(
    `select l.id as login_id, l.email, l.language, u.unit as reads_in, kinds, ch.unit, quiet_from, quiet_to,
       burst_through_quiet, daily_use, bill_cents, ch.ways as chosen_ways, ph.number as phone, ph.ways as phone_ways,
       case when exists (select from standing_access o where o.login_id = x.login_id and o.account_id <> x.account_id)
         then coalesce(x.nickname, concat_ws(', ', p.line1, p.line2)) end as place
     from standing_access x join login l on l.id = x.login_id
     join account a on a.id = x.account_id join premise p on p.id = a.premise_id
     left join alert_choices ch on ch.login_id = x.login_id and ch.account_id = x.account_id
     left join reading_unit u on u.login_id = x.login_id ${phoneToTell}
     where x.account_id = $1 and (l.email_verified or l.email is null)
       and (x.rights is null or 'view' = any(x.rights)) and (x.ends_on is null or x.ends_on >= $2)
     order by x.granted_at, x.id`,
    [accountId, today],
  );
  return rows.map((row) => {
    const { login_id: loginId, email, language, kinds, unit, burst_through_quiet, reads_in } = row;
    const chose = kinds !== null && unit !== null && burst_through_quiet !== null;
    const choices = chose
      ? toChoices({ ...row, kinds, unit, burst_through_quiet, chosen_ways: row.chosen_ways ?? {} })
      : usualChoices;
    return {
      loginId,
      ...present({ email }),
      language,
      choices: reads_in === null ? choices : inUnit(choices, reads_in),
      ...present({ place: row.place }),
      ...(row.phone === null ? {} : { phone: { number: row.phone, ways: row.phone_ways ?? [] } }),
    };
  });
}
