import type { Language } from '../../domain/kernel/index.ts';
import { digestHour, mondayOf, noticeValues, renderNotice } from '../../domain/notices/index.ts';
import { isPastDue, totalsOf } from '../../domain/receivables/index.ts';
import type { AccountOfPerson } from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { type DueDigest, dueDigests, takeDigest } from '../../store/notices/index.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { myAccounts, termsOfAccounts } from './my-accounts.ts';

/** R4: one message a week that lists all accounts, from Monday morning on; returns how many were sent. */
export async function sendDigests(db: Database, context: NoticeContext, now: Temporal.Instant): Promise<number> {
  const local = now.toZonedDateTimeISO(context.utility.time_zone);
  const today = local.toPlainDate();
  const monday = mondayOf(today);
  if (local.hour < digestHour) return 0;
  let sent = 0;
  for (const due of await dueDigests(db, monday)) {
    const isSent = await db.transaction(async (tx) => {
      const held = await takeDigest(tx, { loginId: due.loginId, monday, today });
      if (held === undefined) return false;
      await tellDigest(tx, context, { due, held, today, now });
      return true;
    });
    if (isSent) sent += 1;
  }
  return sent;
}

async function tellDigest(
  tx: Database,
  context: NoticeContext,
  {
    due,
    held,
    today,
    now,
  }: {
    readonly due: DueDigest;
    readonly held: readonly { readonly accountId: number; readonly subject: string }[];
    readonly today: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { loginId, email: to, language } = due;
  const accounts = await myAccounts(tx, { loginId, today, ...termsOfAccounts(context.utility) });
  if (accounts.length === 0) return;
  const { owed, overdue, lastBills, ...counts } = totalsOf(accounts, today);
  const line = lineIn(context, language, today);
  const listed = accounts.toSorted((a, b) => urgency(a, today) - urgency(b, today));
  const lines = listed.flatMap((account) => [
    line(account),
    ...held.filter((one) => one.accountId === account.accountId).map(({ subject }) => `    - ${subject}`),
  ]);
  const notice = {
    ...{ event: 'accounts.digest', to, language, loginId, key: `accounts.digest:${loginId}:${mondayOf(today)}` },
    ...(lastBills > 0 ? { lastBillsAmount: lastBills } : {}),
    ...{ ...counts, owedAmount: owed, overdueAmount: overdue, lines: lines.join('\n') },
  };
  await queueNotice(tx, context, notice, now);
}

/** Late first, then what leaks, then what owes, then the rest, each by address. */
function urgency({ standing, hasLeak }: AccountOfPerson, today: Temporal.PlainDate): number {
  if (isPastDue(standing, today)) return 0;
  if (hasLeak) return 1;
  return standing.balance > 0 ? 2 : 3;
}

/** One line an account, in the utility's own words. What a person called an account is cleaned there as every value is. */
const lineIn = (context: NoticeContext, language: Language, today: Temporal.PlainDate) => {
  const template = context.templates('accounts.digest-line', language);
  return ({ number, nickname, street, standing, hasLeak, lastBill }: AccountOfPerson): string => {
    const { balance, due } = standing;
    const state = isPastDue(standing, today)
      ? 'late'
      : due !== undefined
        ? 'due'
        : balance > 0
          ? 'next_bill'
          : 'nothing';
    const values = {
      ...{
        name: nickname ?? street,
        account: number,
        balanceAmount: balance,
        state,
        leak: hasLeak,
      },
      dueOn: due?.dueOn.toString() ?? 'none',
      // What is owed says it already where it is the newest bill and nothing else.
      lastBillAmount: lastBill === undefined || lastBill.charges === balance ? 'none' : lastBill.charges,
    };
    const words = noticeValues(values, language, context.utility.time_zone);
    return `- ${renderNotice({ ...template, body: '—' }, words).subject}`;
  };
};
