import type { BillDocument } from '../../domain/billing/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import { loadBillDocument } from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

export async function showBill({ terminal, say, withDatabase }: CliDeps, number: string, json: boolean): Promise<void> {
  const bill = await withDatabase(({ db }) => loadBillDocument(db, number));
  if (!bill.ok) {
    terminal.err(problemLine(say, bill.problem));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  if (json) terminal.out(JSON.stringify(bill.value));
  else for (const line of billText(bill.value)) terminal.out(line);
}

const money = (amount: Cents): string => (amount / 100).toFixed(2).padStart(10);

/** A bill as the terminal prints it: English, the operator's language. */
function billText(bill: BillDocument): readonly string[] {
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
