import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Months of bills of a whole package. */
const months = 24;
const linesOfBill = ['Water service', 'Water use', 'Sewer', 'Storm water', 'City tax'];
const firstMonth = Temporal.PlainDate.from('2024-06-01');

const headers = {
  customers: 'customer_number,name,language,mailing_line1,mailing_city,mailing_state,mailing_zip,phone',
  premises: 'premise_number,line1,city,state,zip',
  'service-points': 'service_point,premise_number,service,class,cycle,route',
  meters: 'meter,serial,service_point,size,unit,dials,installed_on,installed_read',
  accounts: 'account_number,customer_number,premise_number,opened_on',
  bills:
    'bill_number,account_number,issued_on,due_on,period_from,period_to,kind,estimated,previous_balance,payments,new_charges,amount_due',
  'bill-lines': 'bill_number,line,service,type,rate_code,description_en,description_es,quantity,unit,rate,amount',
  'bill-reads':
    'bill_number,service_point,meter,previous_on,previous_read,current_on,current_read,usage,unit,multiplier,kind',
  transactions: 'transaction_id,account_number,on,kind,tender,amount,reference',
  balances: 'account_number,as_of,balance,past_due',
} as const;

/** A whole utility: every account with two years of bills, each with five lines and what its meter counted. */
export async function writeFull(to: string, accounts: number): Promise<void> {
  await mkdir(to);
  const asOf = firstMonth.add({ months: months - 1, days: 10 });
  await writeFile(join(to, 'manifest.json'), JSON.stringify({ scope: 'full', as_of: asOf.toString(), run: 1 }));
  const files: Partial<Readonly<Record<keyof typeof headers, Iterable<string>>>> = {
    customers: each(
      accounts,
      (n) => `C${n},Simulated customer ${n},en,${n} Simulation Way,Example City,OR,97000,541-555-0100`,
    ),
    premises: each(accounts, (n) => `P${n},${n} Simulation Way,Example City,OR,97000`),
    'service-points': each(accounts, (n) => `S${n},P${n},water,RESIDENTIAL,${1 + (n % 20)},R${n % 100}`),
    meters: each(accounts, (n) => `M${n},SN${n},S${n},5/8,ccf,6,2020-01-01,0`),
    accounts: each(accounts, (n) => `A${n},C${n},P${n},2020-01-01`),
    bills: ofMonths(accounts, billRow),
    'bill-lines': ofMonths(accounts, lineRows),
    'bill-reads': ofMonths(accounts, readRow),
    balances: each(accounts, (n) => `A${n},${asOf},${dollars(sum(charges(n, months - 1)))},0.00`),
  };
  await writeFiles(to, files);
}

/** One night: a cycle's new bills, a day's payments by twice as many, the balances of both. */
export async function writeDelta(to: string, nightly: number): Promise<void> {
  await mkdir(to);
  const asOf = firstMonth.add({ months, days: 1 });
  const manifest = { scope: 'delta', as_of: asOf.toString(), run: 2, previous_run: 1 };
  await writeFile(join(to, 'manifest.json'), JSON.stringify(manifest));
  const paidOn = asOf.subtract({ days: 2 });
  await writeFiles(to, {
    bills: each(nightly, (n) => billRow(n, months)),
    'bill-lines': each(nightly, (n) => lineRows(n, months)),
    'bill-reads': each(nightly, (n) => readRow(n, months)),
    transactions: each(
      nightly * 2,
      (n) => `T${n},A${n},${paidOn},payment,CHEC,${dollars(-sum(charges(n, months - 1)))},`,
    ),
    balances: each(nightly * 2, (n) => `A${n},${asOf},${dollars(n <= nightly ? sum(charges(n, months)) : 0)},0.00`),
  });
}

async function writeFiles(
  to: string,
  files: Partial<Readonly<Record<keyof typeof headers, Iterable<string>>>>,
): Promise<void> {
  for (const name of Object.keys(headers) as (keyof typeof headers)[]) {
    const rows = files[name];
    if (rows !== undefined) await csv(join(to, `${name}.csv`), headers[name], rows);
  }
}

/** Writes a file row by row. */
async function csv(path: string, header: string, rows: Iterable<string>): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  let waiting = `${header}\n`;
  for (const row of rows) {
    waiting += `${row}\n`;
    if (waiting.length < 1 << 18) continue;
    const isFull = !out.write(waiting);
    waiting = '';
    if (isFull) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(waiting, () => resolve()));
}

function* each(howMany: number, row: (n: number) => string): Generator<string> {
  for (let n = 1; n <= howMany; n++) yield row(n);
}

function* ofMonths(accounts: number, row: (account: number, month: number) => string): Generator<string> {
  for (let account = 1; account <= accounts; account++) {
    for (let month = 0; month < months; month++) yield row(account, month);
  }
}

/** Cents of the lines of an account's bill of a month. */
const charges = (account: number, month: number): readonly number[] =>
  linesOfBill.map((_, line) => 500 + ((account * 31 + month * 17 + line * 101) % 4000));

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

const dollars = (amount: number) => (amount / 100).toFixed(2);

const period = (month: number) => {
  const issued = firstMonth.add({ months: month });
  return { issued, from: issued.subtract({ days: 32 }), to: issued.subtract({ days: 2 }) };
};

/** Each month's bill carries the last one, which was paid. */
function billRow(account: number, month: number): string {
  const { issued, from, to } = period(month);
  const [now, before] = [sum(charges(account, month)), month === 0 ? 0 : sum(charges(account, month - 1))];
  return [
    ...[`B${account}-${month}`, `A${account}`, issued, issued.add({ days: 21 }), from, to],
    ...['regular', 'no', dollars(before), dollars(-before), dollars(now), dollars(now)],
  ].join(',');
}

const lineRows = (account: number, month: number): string =>
  charges(account, month)
    .map(
      (amount, line) =>
        `B${account}-${month},${line + 1},water,charge,RES-1,${linesOfBill[line]},${linesOfBill[line]},${account % 40},ccf,3.25,${dollars(amount)}`,
    )
    .join('\n');

function readRow(account: number, month: number): string {
  const [use, { from, to }] = [account % 40, period(month)];
  return `B${account}-${month},S${account},M${account},${from},${use * month},${to},${use * (month + 1)},${use},ccf,1,actual`;
}
