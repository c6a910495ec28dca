import { type Cents, cents, type Language, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { AtRisk } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';

/** Which of the bills at risk on a day. */
interface KeptRisksAsked {
  readonly today: Temporal.PlainDate;
  /** Due on this day or later. */
  readonly dueFrom?: Temporal.PlainDate;
  /** Due before this day. */
  readonly dueUntil?: Temporal.PlainDate;
  readonly language?: Language;
  readonly isContacted?: boolean;
}

/** A bill at risk, and how its customer can be reached. */
export interface KeptRisk extends Omit<AtRisk, 'registerBy' | 'stage'> {
  readonly name: string;
  readonly language: Language;
  readonly phone?: string;
  readonly outreach: number;
  readonly lastOutreachAt?: Temporal.Instant;
}

/** SQL for rows of either table of risks, `r`, that are asked for. */
function askedOf({ today, dueFrom, dueUntil, language, isContacted }: KeptRisksAsked) {
  const { values, mark } = marksFrom([today]);
  const conditions = [
    'r.from_day <= $1 and r.until_day > $1',
    ...(dueFrom === undefined ? [] : [`r.due_on >= ${mark(dueFrom)}`]),
    ...(dueUntil === undefined ? [] : [`r.due_on < ${mark(dueUntil)}`]),
    ...(language === undefined ? [] : [`r.language = ${mark(language)}`]),
    ...(isContacted === undefined ? [] : [`r.is_contacted = ${mark(isContacted)}`]),
  ];
  return { condition: conditions.join(' and '), values };
}

/** Money at risk that is due on a day. */
export interface RisksDue {
  readonly dueOn: Temporal.PlainDate;
  readonly accounts: number;
  readonly owed: Cents;
  readonly uncontacted: number;
}

/** By due date, soonest first: as many rows as there are due dates, whatever the town. */
export async function keptRisksDue(db: Database, asked: KeptRisksAsked): Promise<readonly RisksDue[]> {
  const { condition, values } = askedOf(asked);
  const rows = await db.query<{ due_on: Temporal.PlainDate; accounts: number; owed: number; uncontacted: number }>(
    `select r.due_on, sum(r.accounts)::bigint as accounts, sum(r.owed_cents)::bigint as owed,
       coalesce(sum(r.accounts) filter (where not r.is_contacted), 0)::bigint as uncontacted
     from at_risk_figures r where ${condition} group by r.due_on order by r.due_on`,
    values,
  );
  return rows.map((row) => ({
    dueOn: row.due_on,
    accounts: row.accounts,
    owed: cents(row.owed),
    uncontacted: row.uncontacted,
  }));
}

interface FoundRisk {
  readonly account_id: number;
  readonly account: string;
  readonly name: string;
  readonly phone: string | null;
  readonly bill_number: string;
  readonly due_on: Temporal.PlainDate;
  readonly owed_cents: number;
  readonly because: AtRisk['because'];
  readonly language: Language;
}

/** Soonest due first, then the largest sum: along an index, as far as the page goes. */
export async function listKeptRisks(
  db: Database,
  { today, dueFrom, dueUntil, language, isContacted, ...part }: KeptRisksAsked & ListAsked,
): Promise<ListPart<KeptRisk>> {
  const { condition, values } = askedOf({ today, ...present({ dueFrom, dueUntil, language, isContacted }) });
  const found = await listPart<FoundRisk>(
    db,
    {
      select: `select r.account_id, a.number as account, c.name, c.phone, r.bill_number, r.due_on, r.owed_cents, r.because,
          r.language
        from account_at_risk r join account a on a.id = r.account_id join customer c on c.id = a.customer_id
        where ${condition}`,
      parameters: values,
      order: [
        { by: 'l.due_on', type: 'date' },
        { by: '(- l.owed_cents)', type: 'bigint' },
      ],
      id: { by: 'l.account_id', type: 'bigint' },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        due: { by: 'l.due_on', type: 'date' },
        owed: { by: 'l.owed_cents', type: 'bigint' },
        phone: { by: 'l.phone', type: 'text', isNullable: true },
        language: { by: 'l.language', type: 'text' },
      },
      toRow: (row) => row,
    },
    part,
  );
  const contacts = await db.query<{ account_id: number; times: number; last_at: Temporal.Instant }>(
    `select account_id, count(*) as times, max(at) as last_at from outreach
     where account_id = any ($1::bigint[]) group by account_id`,
    [found.rows.map((row) => row.account_id)],
  );
  const contactsOf = new Map(contacts.map((row) => [row.account_id, row]));
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...{ account: row.account, name: row.name, language: row.language, ...present({ phone: row.phone }) },
      ...{ billNumber: row.bill_number, dueOn: row.due_on, owed: cents(row.owed_cents), because: row.because },
      outreach: contactsOf.get(row.account_id)?.times ?? 0,
      ...present({ lastOutreachAt: contactsOf.get(row.account_id)?.last_at }),
    })),
  };
}
