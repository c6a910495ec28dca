import type { AdviceAnswer, PricedBill } from '../../domain/conservation/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What stands of each piece of advice that was answered; one that was taken back is not in the map. */
export async function adviceAnswersOf(
  db: Database,
  accountId: number,
): Promise<ReadonlyMap<string, Exclude<AdviceAnswer, 'again'>>> {
  const rows = await db.query<{ advice: string; answer: AdviceAnswer }>(
    'select distinct on (advice) advice, answer from advice_answer where account_id = $1 order by advice, id desc',
    [accountId],
  );
  return new Map(rows.flatMap(({ advice, answer }) => (answer === 'again' ? [] : [[advice, answer] as const])));
}

export async function insertAdviceAnswer(
  tx: Database,
  { accountId, loginId }: { readonly accountId: number; readonly loginId: string },
  said: { readonly advice: string; readonly answer: AdviceAnswer; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    'insert into advice_answer (account_id, login_id, advice, answer, said_at) values ($1, $2, $3, $4, $5)',
    [accountId, loginId, said.advice, said.answer, said.now],
  );
}

/** The account's newest posted bills, with what of them is water; one statement. */
export async function pricedBills(db: Database, accountId: number, count: number): Promise<readonly PricedBill[]> {
  const rows = await db.query<{
    days: number;
    gallons: number;
    lines: readonly { quantity: string | null; unit: string | null; price: string | null }[];
  }>(
    `select b.period_end - b.period_start as days, b.usage_gallons::float8 as gallons,
       (select coalesce(json_agg(json_build_object('quantity', quantity::text, 'unit', unit, 'price', unit_price::text)
          order by position), '[]') from bill_line where bill_id = b.id) as lines
     from bill b where b.account_id = $1 and b.state = 'posted' order by b.period_end desc limit $2`,
    [accountId, count],
  );
  return rows.map(({ days, gallons, lines }) => ({
    days,
    gallons,
    lines: lines.map(({ quantity, unit, price }) => present({ quantity, unit, unitPrice: price })),
  }));
}
