import { billNumber } from '../../src/domain/billing/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import { billEntry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { postEntry } from '../../src/store/receivables/index.ts';

/** Cents a thousand gallons: the first five, the next ten, the rest. */
const tiers = [
  { upTo: 5, price: 119 },
  { upTo: 15, price: 165 },
  { upTo: 1_000, price: 290 },
] as const;

/** A posted bill of thirty days that ended on `end`, for whole thousands of gallons in three tiers; gives its number. */
export async function postWaterBill(
  db: Database,
  accountId: number,
  { end, kgal }: { readonly end: string; readonly kgal: number },
): Promise<string> {
  const to = Temporal.PlainDate.from(end);
  const [serial] = await db.query<{ next: number }>(`select nextval('bill_number') as next`);
  const number = billNumber(serial?.next ?? 0);
  const now = to.toZonedDateTime('UTC').toInstant();
  const lines = tiers.flatMap(({ upTo, price }, index) => {
    const used = Math.max(0, Math.min(kgal, upTo) - (tiers[index - 1]?.upTo ?? 0));
    return used === 0 ? [] : [{ tier: index + 1, used, price, cents: used * price }];
  });
  const total = lines.reduce((sum, line) => sum + line.cents, 0);
  const entry = billEntry({
    accountId,
    on: to.add({ days: 2 }),
    billNumber: number,
    charges: [{ revenue: 'revenue.water', amount: cents(total) }],
  });
  const posted = await postEntry(db, entry, { now, idempotencyKey: `bill:${number}`, inputHash: number });
  if (!posted.ok) throw new Error(posted.problem.code);
  await db.query(
    `with billed as (
       insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on,
         previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
         usage_gallons, estimated, delivery, delivery_reason, ledger_entry_id, created_at)
       values ($1, $2, 'regular', 'posted', $3::date - 30, $3, $3::date + 2, $3::date + 23, 0, 0, 0, $4, $4, $5, false,
         'paper', 'never-registered', $6, $7)
       returning id
     )
     insert into bill_line (bill_id, position, part, label_es, label_en, quantity, unit, unit_price, amount_cents, explanation)
     select id, tier, 'water', 'Agua usada', 'Water used', used, 'kgal', price::numeric / 100, cents,
       '{"rule": {"file": "test.owrs", "line": 1, "rateClass": "RESIDENTIAL_SINGLE", "effectiveOn": "2025-03-01"}, "exactAmount": "1"}'
     from billed, json_to_recordset($8::json) as line (tier int, used int, price int, cents int)`,
    [number, accountId, to, total, kgal * 1000, posted.value.id, now, JSON.stringify(lines)],
  );
  return number;
}
