import { cents } from '../../src/domain/kernel/index.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPostedBill } from './posted-bill.ts';

/** Cents a thousand gallons: the first five, the next ten, the rest. */
const tiers = [
  { upTo: 5, price: 119 },
  { upTo: 15, price: 165 },
  { upTo: 1_000, price: 290 },
] as const;

/** A posted bill of thirty days that ended on `end`, for whole thousands of gallons in three tiers; gives its number. */
export function postWaterBill(
  db: Database,
  accountId: number,
  { end, kgal }: { readonly end: string; readonly kgal: number },
): Promise<string> {
  const to = Temporal.PlainDate.from(end);
  const rule = { file: 'test.owrs', line: 1, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' };
  const lines = tiers.flatMap(({ upTo, price }, index) => {
    const used = Math.max(0, Math.min(kgal, upTo) - (tiers[index - 1]?.upTo ?? 0));
    if (used === 0) return [];
    return [
      {
        ...{ part: 'water', label: { es: 'Agua usada', en: 'Water used' }, quantity: String(used), unit: 'kgal' },
        unitPrice: (price / 100).toFixed(2),
        amount: cents(used * price),
        explanation: { rule, exactAmount: '1' },
      },
    ];
  });
  return insertPostedBill(db, {
    ...{ accountId, lines, gallons: kgal * 1000 },
    period: { start: to.subtract({ days: 30 }), end: to },
    issuedOn: to.add({ days: 2 }),
    dueOn: to.add({ days: 23 }),
  });
}
