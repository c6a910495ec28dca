import type { BillDocument } from '../../domain/billing/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument } from '../../usecases/billing/index.ts';
import { problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';

export async function showBill(
  terminal: Terminal,
  say: Say,
  { db, number, json }: { db: Database; number: string; json: boolean },
): Promise<void> {
  const bill = await loadBillDocument(db, number);
  if (!bill.ok) {
    terminal.err(problemLine(say, bill.problem));
    terminal.exitCode(1);
    return;
  }
  if (json) terminal.out(JSON.stringify(bill.value));
  else for (const line of billText(bill.value)) terminal.out(line);
}

const money = (amount: Cents): string => (amount / 100).toFixed(2).padStart(10);

/** A bill as the terminal prints it: English, the operator's language. */
export function billText(bill: BillDocument): readonly string[] {
  const { period, summary } = bill;
  const row = (label: string, amount: Cents) => `  ${label.padEnd(40)}${money(amount)}`;
  return [
    `Bill ${bill.number}${bill.cancelled ? ' (cancelled)' : ''}, ${bill.kind}, account ${bill.account}`,
    `${bill.customerName}, ${bill.servedAt.join(', ')}`,
    `${period.start} to ${period.end}, ${period.days} days, ${bill.usageGallons} gallons${bill.estimated ? ' (estimated)' : ''}`,
    '',
    row('Previous balance', summary.previousBalance),
    row('Payments', summary.payments),
    row('Balance forward', summary.balanceForward),
    ...bill.lines.map((line) => row(`  ${line.label.en}${tierText(line.explanation.tier)}`, line.amount)),
    row('New charges', summary.newCharges),
    row(`Amount due ${bill.dueOn}`, summary.amountDue),
    row('Late fee after that', summary.lateFee),
    '',
    `Delivery: ${bill.delivery} (${bill.deliveryReason})`,
  ];
}

const tierText = (tier: { readonly number: number } | undefined): string =>
  tier === undefined ? '' : `, tier ${tier.number}`;
