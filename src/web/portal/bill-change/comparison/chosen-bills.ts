import { isBefore } from '../../../../domain/kernel/index.ts';

interface ListedBill {
  readonly number: string;
  readonly periodEnd: Temporal.PlainDate;
}

/**
 * Which two bills are compared: those asked for, where the account has them; else the newest, with the one nearest to a year
 * before it, or the one before it. Undefined where there are not two.
 */
export function chosenBills<Bill extends ListedBill>(
  bills: readonly Bill[],
  asked: { readonly bill: string | undefined; readonly beside: string | undefined },
): { readonly bill: Bill; readonly beside: Bill } | undefined {
  const bill = bills.find(({ number }) => number === asked.bill) ?? bills[0];
  if (bill === undefined) return undefined;
  const others = bills.filter((one) => one !== bill);
  const target = bill.periodEnd.subtract({ years: 1 });
  const away = (one: ListedBill) => Math.abs(one.periodEnd.until(target).days);
  const [yearAgo] = others.filter((one) => away(one) <= 20).toSorted((a, b) => away(a) - away(b));
  const earlier = others.find((one) => isBefore(one.periodEnd, bill.periodEnd));
  const beside = others.find(({ number }) => number === asked.beside) ?? yearAgo ?? earlier ?? others[0];
  return beside && { bill, beside };
}
