import { excessCharge, type PricedLine } from '../../credits/index.ts';
import { type Cents, cents, exact, sumCents } from '../../kernel/index.ts';

/** One of the account's last bills. */
export interface PricedBill {
  readonly days: number;
  readonly gallons: number;
  readonly lines: readonly PricedLine[];
}

/**
 * What a saving of a year is worth, by the account's bills of the last year: taken off each bill's most expensive gallons.
 * Indoor water is saved alike on every day, outdoor water where a bill is above the days of winter. Undefined without
 * bills.
 */
export function worthOf(
  saving: { readonly gallonsAYear: number; readonly where: 'indoor' | 'outdoor' },
  bills: readonly PricedBill[],
  indoorADay: number | undefined,
): Cents | undefined {
  const shares = bills.map(({ days, gallons }) =>
    saving.where === 'outdoor' && indoorADay !== undefined ? Math.max(0, gallons - indoorADay * days) : days,
  );
  const all = shares.reduce((sum, share) => sum + share, 0);
  const days = bills.reduce((sum, bill) => sum + bill.days, 0);
  if (all <= 0 || days <= 0) return undefined;
  // Bills of half a year show half a year's saving indoors; what goes outside is on those there are.
  const shown = saving.where === 'indoor' ? Math.min(1, days / 365) : 1;
  const onBills = bills.map(({ gallons, lines }, index) => {
    const saved = Math.min(gallons, (saving.gallonsAYear * shown * (shares[index] ?? 0)) / all);
    return excessCharge(lines, exact(Math.round(saved)));
  });
  return cents(Math.round(sumCents(onBills) / shown));
}
