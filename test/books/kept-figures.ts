import type { TransitionPolicy } from '../../src/domain/transition/index.ts';
import type { Database } from '../../src/store/database.ts';
import { figuresOf } from '../../src/store/transition/index.ts';
import {
  catchUp,
  listAtRisk,
  pageAtRisk,
  sharesOfMove,
  transitionStatus,
} from '../../src/usecases/transition/index.ts';

/** What is kept and what counting says, each as rows of one table; where they differ, in which direction. */
const differing = (kept: string, counted: string) => `
  select 'kept' as side, to_jsonb(k) as row from (${kept} except all ${counted}) k
  union all
  select 'counted', to_jsonb(c) from (${counted} except all ${kept}) c`;

const keptAndCounted: Readonly<Record<string, readonly [kept: string, counted: string]>> = {
  account_figures: ['table account_figures', figuresOf('true')],
  move_figures: [
    'select closed_on, lapses_on, accounts, registered, with_autopay, had_ebill, with_ebill from move_figures',
    `select closed_on, lapses_on, count(*), count(*) filter (where is_registered), count(*) filter (where has_autopay),
       count(*) filter (where had_ebill), count(*) filter (where had_ebill and has_ebill)
     from account_figures group by 1, 2`,
  ],
  move_channel: [
    'table move_channel',
    'select channel, count(*), count(distinct account_id) from outreach group by channel',
  ],
  at_risk_figures: [
    'table at_risk_figures',
    `select due_on, from_day, until_day, language, is_contacted, count(*), sum(owed_cents)
     from account_at_risk group by 1, 2, 3, 4, 5`,
  ],
};

const daysCounted = `
  select (at at time zone $1)::date, kind, count(*) from (
    select granted_at as at, 'registered' as kind from account_access where role = 'owner'
    union all select agreed_at, 'autopay' from autopay
    union all select verified_at, 'ebill' from ebill where verified_at is not null
    union all select at, 'outreach' from outreach
  ) happened group by 1, 2`;

/** Every figure of the move that is kept and is not what counting it says. */
export async function figuresThatDiffer(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<readonly string[]> {
  await catchUp(db, at.policy);
  const found: string[] = [];
  for (const [table, [kept, counted]] of Object.entries(keptAndCounted)) {
    const rows = await db.query<{ side: string; row: unknown }>(differing(kept, counted));
    found.push(...rows.map(({ side, row }) => `${table}, ${side}: ${JSON.stringify(row)}`));
  }
  const days = await db.query<{ side: string; row: unknown }>(
    differing('select on_day, kind, steps from move_day where steps <> 0', daysCounted),
    [at.policy.timeZone],
  );
  found.push(...days.map(({ side, row }) => `move_day, ${side}: ${JSON.stringify(row)}`));
  return [...found, ...(await risksThatDiffer(db, at))];
}

/** The list as the domain decides it of each account, against the kept one; and what the pages add up of it. */
async function risksThatDiffer(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
) {
  const found: string[] = [];
  const same = (what: string, kept: unknown, counted: unknown) => {
    const [one, other] = [JSON.stringify(kept), JSON.stringify(counted)];
    if (one !== other) found.push(`${what} is kept as ${one}, and counted ${other}`);
  };
  for (const stage of [undefined, 'can-register', 'pay-by-hand', 'overdue'] as const) {
    for (const contacted of [undefined, true, false]) {
      const filter = { ...(stage === undefined ? {} : { stage }), ...(contacted === undefined ? {} : { contacted }) };
      const decided = await listAtRisk(db, at, filter);
      const page = await pageAtRisk(db, at, { ...filter, limit: 10_000 });
      const sayOf = (one: (typeof page.rows)[number]) => [
        ...[
          one.account,
          one.name,
          one.language,
          one.phone,
          one.billNumber,
          one.dueOn,
          one.owed,
          one.because,
          one.stage,
        ],
        ...[one.registerBy, one.outreach, one.lastOutreachAt],
      ];
      const what = `at risk, ${stage}, ${contacted}`;
      same(what, page.rows.map(sayOf).map(String).toSorted(), decided.map(sayOf).map(String).toSorted());
      same(
        `${what}: what is owed`,
        page.owed,
        decided.reduce((sum, { owed }) => sum + owed, 0),
      );
      same(`${what}: how many`, page.accounts, decided.length);
    }
  }
  const { atRisk } = await sharesOfMove(db, at);
  const uncontacted = (await listAtRisk(db, at)).filter(({ outreach }) => outreach === 0);
  same('who was not reached', atRisk.uncontacted, uncontacted.length);
  const { byDueDate } = await transitionStatus(db, at);
  if (
    byDueDate.some(({ dueOn }, n) => n > 0 && Temporal.PlainDate.compare(byDueDate[n - 1]?.dueOn ?? dueOn, dueOn) >= 0)
  )
    found.push('due dates are not in order');
  return found;
}
