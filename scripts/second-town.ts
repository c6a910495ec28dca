/**
 * Writes what the simulated billing system of `examples/second-town` sends: a full package and that of the next night, with the
 * PDFs of some bills. Everybody in it is made up. The same every time it is run; it calculates on its own, as another
 * company's system would, so that Caudal's rates have something to be compared with.
 */
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openTypstCompiler } from '../src/gateways/typst.ts';

const town = resolve('examples/second-town');
const day = (text: string) => Temporal.PlainDate.from(text);
const asOf = day('2026-06-01');

type Row = Readonly<Record<string, string>>;
type RateClass = 'RESIDENTIAL_SINGLE' | 'COMMERCIAL' | 'IRRIGATION';
type Habit = 'pays' | 'owes' | 'late' | 'credit' | 'returned' | 'partly' | 'left';

interface Home {
  readonly account: string;
  readonly customer: number;
  readonly premise: number;
  readonly rateClass: RateClass;
  readonly cycle: 'N' | 'S';
  readonly size: string;
  /** Hundred cubic feet in two months, by season. */
  readonly usual: number;
  readonly habit: Habit;
}

const people: readonly (readonly [string, 'en' | 'es'])[] = [
  ['Marisol Quintana', 'es'],
  ['Walter Hobbs', 'en'],
  ['Ignacio Baca', 'es'],
  ['Ruth Ellison', 'en'],
  ['Teresa Maldonado', 'es'],
  ['Dale Pruitt', 'en'],
  ['Consuelo Trujillo', 'es'],
  ['Norma Fitch', 'en'],
  ['Ramón Archuleta', 'es'],
  ['Gail Sorensen', 'en'],
  ['Dolores Apodaca', 'es'],
  ['Earl Whitcomb', 'en'],
  ['Yolanda Griego', 'es'],
  ['Pete Lindqvist', 'en'],
  ['Fidel Montaño', 'es'],
  ['Joyce Abernathy', 'en'],
  ['Lucía Sandoval', 'es'],
  ['Harold Voss', 'en'],
  ['Esteban Lucero', 'es'],
  ['Irene Caldwell', 'en'],
  ['Amparo Gallegos', 'es'],
  ['Vernon Tate', 'en'],
  ['Rosalía Jaramillo', 'es'],
  ['Peggy Olmstead', 'en'],
  ['Benito Chávez', 'es'],
  ['Lorna Mackey', 'en'],
  ['Sofía Barela', 'es'],
  ['Clyde Rasmussen', 'en'],
  ['Graciela Otero', 'es'],
  ['Stella Brandt', 'en'],
  ['Martín Espinosa', 'es'],
  ['Nadine Pope', 'en'],
  ['Hilario Vigil', 'es'],
  ['Llano Bend Bakery', 'en'],
  ['Lavandería La Acequia', 'es'],
  ['Bend Mesa Apartments', 'en'],
];

/** Premises whose newest bill comes with its PDF. */
const withPdf: ReadonlySet<number> = new Set([0, 2, 6, 9, 16, 22, 35]);
const streets = ['Acequia Street', 'Cottonwood Lane', 'Mesa Road', 'Calle del Norte', 'Windmill Avenue'];
const habits: Readonly<Record<number, Habit>> = {
  1: 'owes',
  2: 'late',
  10: 'credit',
  12: 'returned',
  15: 'partly',
  18: 'left',
  20: 'late',
};

/** 36 customers, each with an account; the owner of the apartments with four; two gardens with meters of their own. */
const homes: readonly Home[] = [
  ...people.map((_, index): Home => {
    const isBusiness = index >= 33;
    return {
      account: accountNumber(index),
      ...{ customer: index, premise: index, cycle: index % 3 === 2 ? 'S' : 'N' },
      rateClass: isBusiness ? 'COMMERCIAL' : 'RESIDENTIAL_SINGLE',
      size: isBusiness ? (index === 35 ? '2"' : '1-1/2"') : index % 9 === 4 ? '1"' : index % 2 === 0 ? '5/8"' : '3/4"',
      usual: isBusiness ? 60 + index : 7 + ((index * 5) % 19),
      habit: habits[index] ?? 'pays',
    };
  }),
  ...[36, 37, 38].map(
    (index): Home => ({
      account: accountNumber(index),
      ...{ customer: 35, premise: index, cycle: 'N', rateClass: 'RESIDENTIAL_SINGLE', size: '3/4"' },
      ...{ usual: 8 + (index % 5), habit: 'pays' },
    }),
  ),
  ...[39, 40].map(
    (index): Home => ({
      account: accountNumber(index),
      ...{
        customer: index - 38,
        premise: index,
        cycle: 'N',
        rateClass: 'IRRIGATION',
        size: '3/4"',
        usual: 14,
        habit: 'pays',
      },
    }),
  ),
];

/** Two letters and eight digits, the last of which adds up the others. */
function accountNumber(index: number): string {
  const digits = `${1_004_217 + index * 37}`;
  const check = [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 10;
  return `LB${digits}${check}`;
}

const customerNumber = (index: number) => `C${20_310 + index * 7}`;
const premiseNumber = (index: number) => `P${5_100 + index * 3}`;
const pointNumber = (home: Home) => `SP${70_000 + home.premise}`;
const meterNumber = (home: Home) => `M${8_800_100 + home.premise * 13}`;

/** The days on which a cycle is read, two months apart. */
const readDays = (cycle: 'N' | 'S'): readonly Temporal.PlainDate[] => {
  const first = day(cycle === 'N' ? '2025-05-08' : '2025-05-28');
  return Array.from({ length: 7 }, (_, step) => first.add({ months: step * 2 }));
};

interface Line {
  readonly service: 'water' | 'irrigation' | 'sewer';
  readonly type: 'charge';
  readonly en: string;
  readonly es: string;
  readonly quantity?: number;
  readonly rate?: string;
  readonly amount: number;
}

const bases: Readonly<Record<RateClass, Readonly<Record<string, number>>>> = {
  RESIDENTIAL_SINGLE: { '5/8"': 3140, '3/4"': 3140, '1"': 5260 },
  COMMERCIAL: { '1-1/2"': 9620, '2"': 14_890 },
  IRRIGATION: { '3/4"': 2480 },
};

/** What a bill charges; `share` is 1, or a half for one month of the two that prices are written for. */
function linesOf(home: Home, use: number, { share = 1, wrongPrice = false } = {}): readonly Line[] {
  const base = (bases[home.rateClass][home.size] ?? 0) * share;
  const water = home.rateClass === 'IRRIGATION' ? 'irrigation' : 'water';
  const used = (quantity: number, cents: number, en: string, es: string): Line => ({
    ...{ service: water, type: 'charge', en, es, quantity, rate: dollars(cents), amount: quantity * cents },
  });
  const steps: readonly Line[] =
    home.rateClass === 'COMMERCIAL'
      ? [used(use, 274, 'Water used', 'Agua usada')]
      : home.rateClass === 'IRRIGATION'
        ? [used(use, 336, 'Water used outdoors', 'Agua usada afuera')]
        : [
            used(Math.min(use, 10 * share), 218, 'Water used, first step', 'Agua usada, primer nivel'),
            used(
              clamp(use - 10 * share, 20 * share),
              wrongPrice ? 350 : 305,
              'Water used, second step',
              'Agua usada, segundo nivel',
            ),
            used(Math.max(0, use - 30 * share), 442, 'Water used, third step', 'Agua usada, tercer nivel'),
          ].filter(({ quantity }) => quantity !== 0);
  const sewer = home.rateClass === 'COMMERCIAL' ? { base: 3800, rate: 231 } : { base: 2250 * share, rate: 196 };
  const sewerBase = 'Cargo básico de alcantarillado';
  const sewerLines: readonly Line[] = [
    { service: 'sewer', type: 'charge', en: 'Sewer base charge', es: sewerBase, amount: sewer.base },
    {
      ...{ service: 'sewer', type: 'charge', en: 'Sewer by use', es: 'Alcantarillado por uso' },
      ...{ quantity: use, rate: dollars(sewer.rate), amount: use * sewer.rate },
    },
  ];
  return [
    { service: water, type: 'charge', en: 'Water base charge', es: 'Cargo básico de agua', amount: base },
    ...steps,
    ...(home.rateClass === 'IRRIGATION' ? [] : sewerLines),
  ];
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(value, max));
const dollars = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${`${Math.abs(cents) % 100}`.padStart(2, '0')}`;

/** More in summer, and each home a little its own. */
const useOf = (home: Home, step: number): number => {
  const season = [1.5, 1.7, 1.1, 0.8, 0.8, 1][step] ?? 1;
  return Math.max(2, Math.round(home.usual * season + ((home.premise * 7 + step * 11) % 5) - 2));
};

interface Sent {
  readonly files: Record<string, Row[]>;
  readonly pdfs: { readonly name: string; readonly bill: Bill }[];
}

interface Bill {
  readonly home: Home;
  readonly row: Row;
  readonly lines: readonly Line[];
  readonly read: Row;
}

const empty = (): Sent => ({ files: {}, pdfs: [] });
const put = (sent: Sent, file: string, row: Row) => {
  sent.files[file] ??= [];
  sent.files[file].push(row);
};

let transactions = 0;
let bills = 0;

/** An account's year; what is billed after `asOf` goes into the package of the next night, with the balance that follows. */
function live(home: Home, full: Sent, next: Sent): void {
  const days = readDays(home.cycle);
  let balance = 0;
  let since = { payments: 0, adjustments: 0 };
  let lastPayment: { on: Temporal.PlainDate; amount: number } | undefined;
  let pastDue = 0;
  let register = 300 + home.premise * 17;
  const nextNight = asOf.add({ days: 1 });
  const closedOn = home.habit === 'left' ? day('2026-04-07') : undefined;
  const state = (as: Temporal.PlainDate): Row => ({
    ...{
      account_number: home.account,
      as_of: `${as}`,
      balance: dollars(balance),
      past_due: dollars(pastDue),
      deposit: '0.00',
    },
    ...{ payoff: dollars(balance), last_payment_on: lastPayment === undefined ? '' : `${lastPayment.on}` },
    last_payment_amount: lastPayment === undefined ? '' : dollars(lastPayment.amount),
  });
  const enter = (on: Temporal.PlainDate, kind: string, amount: number, more: Row = {}) => {
    transactions += 1;
    const row = {
      transaction_id: `T${700_000 + transactions}`,
      account_number: home.account,
      on: `${on}`,
      kind,
      amount: dollars(amount),
      ...more,
    };
    put(full, 'transactions.csv', row);
    balance += amount;
    if (kind === 'payment' || kind === 'return') since.payments += amount;
    else since.adjustments += amount;
    if (kind === 'payment') lastPayment = { on, amount: -amount };
    return row.transaction_id;
  };
  for (let step = 0; step < 6; step += 1) {
    const [from, to] = [days[step], days[step + 1]];
    if (from === undefined || to === undefined) break;
    const isFinal = closedOn !== undefined && Temporal.PlainDate.compare(to, closedOn) > 0;
    // A final bill is for the 30 days since the last read.
    const until = isFinal ? from.add({ days: 30 }) : to;
    const issued = until.add({ days: home.cycle === 'N' ? 4 : 5 });
    if (Temporal.PlainDate.compare(issued, nextNight) > 0) break;
    const isNext = Temporal.PlainDate.compare(issued, asOf) > 0;
    if (isNext) put(full, 'balances.csv', state(asOf));
    const sent = isNext ? next : full;
    const isEstimated = home.premise === 6 && step === 3;
    const use = isFinal ? 4 : useOf(home, step);
    const wrongPrice = home.premise === 9 && step === 5;
    const lines = linesOf(home, use, { share: isFinal ? 0.5 : 1, wrongPrice });
    const newCharges = lines.reduce((sum, { amount }) => sum + amount, 0);
    const due = issued.add({ days: 28 });
    bills += 1;
    const number = `${40_120_000 + bills}`;
    const amountDue = balance + newCharges;
    const row: Row = {
      ...{ bill_number: number, account_number: home.account, issued_on: `${issued}`, due_on: `${due}` },
      ...{
        period_from: `${from}`,
        period_to: `${until}`,
        kind: isFinal ? 'final' : 'regular',
        estimated: isEstimated ? 'yes' : 'no',
      },
      ...{ previous_balance: dollars(balance - since.payments - since.adjustments), payments: dollars(since.payments) },
      ...{
        adjustments: dollars(since.adjustments),
        corrections: '0.00',
        new_charges: dollars(newCharges),
        amount_due: dollars(amountDue),
      },
      ...{ amount_if_late: amountDue > 0 ? dollars(amountDue + 600) : '', late_after: amountDue > 0 ? `${due}` : '' },
      message: step === 5 ? 'Office closed on June 19. Oficina cerrada el 19 de junio.' : '',
      ...{ pdf: '', status: 'posted', replaces: '' },
    };
    const read: Row = {
      ...{ bill_number: number, service_point: pointNumber(home), meter: meterNumber(home), register: '' },
      ...{
        previous_on: `${from}`,
        previous_read: `${register}`,
        current_on: `${until}`,
        current_read: `${register + use}`,
      },
      ...{
        usage: `${use}`,
        unit: 'ccf',
        multiplier: '1',
        kind: isFinal ? 'final' : isEstimated ? 'estimated' : 'actual',
      },
    };
    register += use;
    const hasPdf = step === 5 && withPdf.has(home.premise);
    const bill: Bill = { home, row: hasPdf ? { ...row, pdf: `${number}.pdf` } : row, lines, read };
    put(sent, 'bills.csv', bill.row);
    lines.forEach((line, at) => {
      put(sent, 'bill-lines.csv', {
        ...{
          bill_number: number,
          line: `${at + 1}`,
          service: line.service,
          service_point: pointNumber(home),
          type: line.type,
        },
        ...{
          rate_code: home.rateClass,
          from: `${from}`,
          to: `${until}`,
          print: 'yes',
          description_en: line.en,
          description_es: line.es,
        },
        ...{
          quantity: line.quantity === undefined ? '' : `${line.quantity}`,
          unit: line.quantity === undefined ? '' : 'ccf',
        },
        ...{ rate: line.rate ?? '', amount: dollars(line.amount) },
      });
    });
    put(sent, 'bill-reads.csv', read);
    put(sent, 'register-reads.csv', {
      meter: meterNumber(home),
      register: '',
      read_on: `${until}`,
      read: `${register}`,
      kind: read['kind'] ?? '',
    });
    if (hasPdf) sent.pdfs.push({ name: `${number}.pdf`, bill });
    balance = amountDue;
    since = { payments: 0, adjustments: 0 };
    if (isNext) {
      // What was past due of the bill before still is.
      put(next, 'balances.csv', state(nextNight));
      return;
    }
    pastDue = settle(home, {
      issued,
      due,
      number,
      isLast: step === (home.cycle === 'N' ? 5 : 4) || isFinal,
      enter,
      owed: () => balance,
    });
    if (isFinal) break;
  }
  put(full, 'balances.csv', state(asOf));
}

interface Settling {
  readonly issued: Temporal.PlainDate;
  readonly due: Temporal.PlainDate;
  readonly number: string;
  readonly isLast: boolean;
  readonly enter: (on: Temporal.PlainDate, kind: string, amount: number, more?: Row) => string;
  readonly owed: () => number;
}

/** What is paid of a bill and what is charged for it; answers what is past due of the last one. */
function settle({ habit, premise }: Home, { issued, due, number, isLast, enter, owed }: Settling): number {
  const paidOn = issued.add({ days: 9 + (premise % 11) });
  const tender = (['check', 'cash', 'card'] as const)[premise % 3] ?? 'check';
  const pay = (on: Temporal.PlainDate, amount: number) =>
    amount > 0 ? enter(on, 'payment', -amount, { bill_number: number, tender, description: 'Payment, thank you' }) : '';
  if (!isLast || habit === 'left') {
    pay(paidOn, owed());
    return 0;
  }
  const isDue = Temporal.PlainDate.compare(due, asOf) < 0;
  switch (habit) {
    case 'owes':
      return isDue ? owed() : 0;
    case 'late':
      if (isDue) enter(due.add({ days: 1 }), 'late_fee', 600, { bill_number: number, description: 'Late fee' });
      return isDue ? owed() : 0;
    case 'credit':
      pay(paidOn, owed() + 5000);
      return 0;
    case 'returned': {
      const amount = owed();
      const payment = pay(paidOn, amount);
      enter(paidOn.add({ days: 4 }), 'return', amount, {
        bill_number: number,
        reverses: payment,
        description: 'Check returned by the bank',
      });
      enter(paidOn.add({ days: 4 }), 'fee', 2500, { bill_number: number, description: 'Returned check fee' });
      return isDue ? owed() : 0;
    }
    case 'partly':
      pay(paidOn, Math.floor(owed() / 2));
      return isDue ? owed() : 0;
    default:
      // Of those who pay, some have not yet; their bills are due in the days to come.
      if (Temporal.PlainDate.compare(paidOn, asOf) <= 0 && (isDue || premise % 4 < 2)) pay(paidOn, owed());
      return isDue ? owed() : 0;
  }
}

/** Customers, premises, service points, meters and accounts. */
function masterData(full: Sent): void {
  people.forEach(([name, language], index) => {
    const isBusiness = index >= 33;
    put(full, 'customers.csv', {
      ...{ customer_number: customerNumber(index), name, kind: isBusiness ? 'business' : 'person', language },
      ...{
        mailing_line1: isBusiness ? `PO Box ${100 + index}` : `${210 + index * 4} ${streets[index % streets.length]}`,
        mailing_line2: '',
      },
      ...{ mailing_city: 'Llano Bend', mailing_state: 'NM', mailing_zip: '87000', mailing_country: 'US' },
      ...{
        phone: `505-555-01${`${index + 10}`.padStart(2, '0')}`,
        email: index % 4 === 0 ? `customer${index}@example.org` : '',
      },
    });
  });
  for (const home of homes) {
    const isGarden = home.rateClass === 'IRRIGATION';
    put(full, 'premises.csv', {
      ...{
        premise_number: premiseNumber(home.premise),
        line1: `${210 + home.premise * 4} ${streets[home.premise % streets.length]}`,
      },
      ...{
        line2: isGarden ? 'Garden meter' : '',
        city: 'Llano Bend',
        state: 'NM',
        zip: '87000',
        zone: home.premise < 20 ? 'Low' : 'High',
      },
      ...{
        latitude: '',
        longitude: '',
        service_line_utility: 'copper',
        service_line_customer: home.premise % 10 === 3 ? 'galvanized' : 'copper',
      },
    });
    put(full, 'service-points.csv', {
      ...{
        service_point: pointNumber(home),
        premise_number: premiseNumber(home.premise),
        service: isGarden ? 'irrigation' : 'water',
      },
      ...{
        class: home.rateClass,
        cycle: home.cycle,
        route: home.cycle === 'N' ? '1' : '2',
        walk_order: `${home.premise * 10}`,
      },
    });
    put(full, 'meters.csv', {
      ...{
        meter: meterNumber(home),
        register: '',
        serial: `${61_200_000 + home.premise * 101}`,
        service_point: pointNumber(home),
      },
      ...{
        size: home.size,
        unit: 'ccf',
        multiplier: '1',
        resolution: '1',
        dials: '6',
        manufacturer: 'Simulated',
        model: 'S-1',
        endpoint: '',
      },
      ...{ installed_on: '2019-04-15', installed_read: '0', removed_on: '', removed_read: '' },
    });
    put(full, 'register-reads.csv', {
      ...{
        meter: meterNumber(home),
        register: '',
        read_on: `${readDays(home.cycle)[0]}`,
        read: `${300 + home.premise * 17}`,
        kind: 'actual',
      },
    });
    put(full, 'accounts.csv', {
      ...{
        account_number: home.account,
        customer_number: customerNumber(home.customer),
        premise_number: premiseNumber(home.premise),
      },
      ...{
        opened_on: '2021-03-01',
        closed_on: home.habit === 'left' ? '2026-04-07' : '',
        status: home.habit === 'left' ? 'closed' : 'active',
      },
      ...{
        old_number: `7-${1000 + home.premise}`,
        balance_of: home.premise >= 36 && home.premise <= 38 ? customerNumber(35) : '',
      },
    });
  }
  put(full, 'account-people.csv', {
    account_number: accountNumber(4),
    customer_number: customerNumber(5),
    role: 'co-owner',
  });
}

const csv = (rows: readonly Row[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
};

const totals: Readonly<Record<string, string>> = {
  'bills.csv': 'amount_due',
  'bill-lines.csv': 'amount',
  'transactions.csv': 'amount',
  'balances.csv': 'balance',
};

async function write(
  folder: string,
  sent: Sent,
  about: { readonly as_of: string; readonly scope: string; readonly run: number; readonly previous_run?: number },
) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'bills'), { recursive: true });
  const files: Record<string, object> = {};
  for (const [name, rows] of Object.entries(sent.files)) {
    const text = csv(rows);
    await writeFile(join(folder, name), text);
    const of = totals[name];
    const total = rows.reduce((sum, row) => sum + Math.round(Number(row[of ?? ''] ?? 0) * 100), 0);
    files[name] = {
      rows: rows.length,
      ...(of === undefined ? {} : { total: dollars(total), of }),
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    };
  }
  const fonts = resolve('node_modules/@uswds/uswds/packages/uswds-core/src/assets/fonts');
  const compile = openTypstCompiler({ utilityFolder: town, fontFolders: [`${fonts}/public-sans`] });
  for (const { name, bill } of sent.pdfs) {
    const [owner = ''] = people[bill.home.customer] ?? [];
    const printed = {
      ...{ ...bill.row, owner, usage: bill.read['usage'] },
      lines: bill.lines.map(({ en, es, amount }) => ({ en, es, amount: dollars(amount) })),
    };
    await writeFile(
      join(folder, 'bills', name),
      compile({ template: 'printed-bill.typ', data: { 'bill.json': JSON.stringify(printed) } }),
    );
  }
  await writeFile(
    join(folder, 'manifest.json'),
    `${JSON.stringify({ made_at: `${about.as_of}T23:40:00-06:00`, ...about, files }, null, 2)}\n`,
  );
}

const full = empty();
const next = empty();
masterData(full);
for (const home of homes) live(home, full, next);
put(next, 'customers.csv', { customer_number: customerNumber(3), phone: '505-555-0199' });
await write(join(town, 'cis'), full, { as_of: `${asOf}`, scope: 'full', run: 1 });
await write(join(town, 'cis-next-night'), next, {
  as_of: `${asOf.add({ days: 1 })}`,
  scope: 'delta',
  run: 2,
  previous_run: 1,
});
console.log(
  Object.entries(full.files)
    .map(([name, rows]) => `${name} ${rows.length}`)
    .join(', '),
);
console.log(
  Object.entries(next.files)
    .map(([name, rows]) => `${name} ${rows.length}`)
    .join(', '),
);
