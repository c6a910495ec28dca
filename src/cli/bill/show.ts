import type { BillDocument } from '../../domain/billing/index.ts';
import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { BillStanding } from '../../domain/receivables/index.ts';
import { todayOf } from '../../usecases/access/index.ts';
import { billStandingOf, loadBillDocument } from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

export async function showBill({ terminal, say, withDatabase }: CliDeps, number: string, json: boolean): Promise<void> {
  const { bill, standing } = await withDatabase(async ({ db, utility, clock }) => ({
    bill: await loadBillDocument(db, number),
    standing: await billStandingOf(db, number, todayOf(utility, clock())),
  }));
  if (!bill.ok) {
    terminal.err(problemLine(say, bill.problem));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  if (json) terminal.out(JSON.stringify({ ...bill.value, ...present({ standing }) }));
  else for (const line of billText(bill.value, standing)) terminal.out(line);
}

const money = (amount: Cents): string => (amount / 100).toFixed(2).padStart(10);

/** A bill as the terminal prints it: English, the operator's language. */
function billText(bill: BillDocument, standing: BillStanding | undefined): readonly string[] {
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
    ...(summary.amountDue > 0
      ? [row(`Amount due ${bill.dueOn}`, summary.amountDue), row('Late fee after that', summary.lateFee)]
      : [row('Credit, nothing to pay', cents(0 - summary.amountDue))]),
    ...(standing === undefined ? [] : [`  ${standingText(standing)}`]),
    '',
    `Delivery: ${bill.delivery} (${bill.deliveryReason})`,
  ];
}

const tierText = (tier: { readonly number: number } | undefined): string =>
  tier === undefined ? '' : `, tier ${tier.number}`;

/** Where it stands now, in the operator's language. */
function standingText(standing: BillStanding): string {
  switch (standing.kind) {
    case 'cancelled':
      return 'Cancelled';
    case 'credit':
      return 'Credit: nothing to pay';
    case 'nothing-due':
      return 'Covered by credit: nothing to pay';
    case 'paid':
      return `Paid on ${standing.on}`;
    case 'credited':
      return `Covered by a credit on ${standing.on}`;
    case 'carried-forward':
      return `Not paid: ${money(standing.owed).trim()} of it is in the next bill`;
    case 'owed':
    case 'partly-paid':
      return [
        `${standing.kind === 'owed' ? 'Not paid' : 'Partly paid'}: ${money(standing.owed).trim()} to pay`,
        ...(standing.isPastDue ? ['past due'] : []),
        ...(standing.inFlight > 0 ? [`${money(standing.inFlight).trim()} on its way`] : []),
      ].join(', ');
  }
}
