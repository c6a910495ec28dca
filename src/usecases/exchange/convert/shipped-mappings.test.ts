import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { packageFileOf, readExchangeMapping } from '../../../domain/exchange/index.ts';
import { convertPackage, findMapping } from '../index.ts';

/** What a shipped mapping makes of its sample: each file's rows. */
async function converted(name: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const mapping = await findMapping(name, 'exchange');
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const to = join(await scratchFolder(), 'package');
  const done = await convertPackage(`exchange/samples/${name}`, to, {
    ...{ mapping: mapping.value, dryRun: false, leaveOut: [], say: ({ code }) => code },
  });
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
  expect(done.value.refused.lines, JSON.stringify(done.value.firstRefused)).toBe(0);
  const files = readdirSync(to).filter((file) => packageFileOf(file) !== undefined);
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(to, file), 'utf8').trimEnd().split('\n')]));
}

test('each mapping has a sample and a place in the reference, which says where its layout is from', () => {
  const names = readdirSync('exchange')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5));
  expect(readdirSync('exchange/samples').toSorted()).toEqual(names.toSorted());
  const page = readFileSync('docs/reference/exchange-mappings.md', 'utf8');
  for (const name of names) {
    expect(page).toContain(`\`${name}\``);
    const source = /^source: (a public specification|public code) \(grade [ABC]\); never seen with a real file$/m;
    const said = source.exec(readFileSync(`exchange/${name}.yaml`, 'utf8'))?.[0].replace('source: ', '') ?? '?';
    expect(page.split('\n').find((line) => line.startsWith(`| \`${name}\``))).toContain(said);
  }
});

test('Badger Data Exchange: people, places and meters; a blank leaves what stands', async () => {
  expect(await converted('badger-data-exchange')).toEqual({
    'customers.csv': [
      'customer_number,name,mailing_line1,mailing_city,mailing_state,mailing_zip,phone,email',
      'C-1,Rosa Prueba,PO Box 9,Ejemplo,TX,00001,555-0110,rosa@example.org',
      'C-2,Tortas y Más LLC,"10 Sample St, Suite ""A""",Ejemplo,TX,00001,555-0111,',
      // Emptied by the clear token of its later row.
      'C-3,Juan Muestra,3 Sample St,Ejemplo,TX,00001,,',
    ],
    'premises.csv': [
      'premise_number,line1,city,state,zip',
      'P-1,9 Sample St,Ejemplo,TX,00001',
      'P-2,"10 Sample St, Suite ""A""",Ejemplo,TX,00001',
      'P-3,3 Sample St,Ejemplo,TX,00001',
    ],
    'service-points.csv': [
      'service_point,premise_number,service,class,cycle,route,walk_order',
      'P-1-W,P-1,water,RES,02,4,5',
      'P-1-I,P-1,irrigation,RES,02,4,6',
      'P-2-W,P-2,water,COM,02,4,7',
      'P-3-W,P-3,water,RES,02,4,8',
    ],
    'meters.csv': [
      'meter,register,serial,service_point,size,unit,resolution,endpoint,installed_on,installed_read,removed_on,removed_read',
      'M-1,,S-1,P-1-W,"5/8""",gal,10,E-1,2020-02-03,0,,',
      'M-2,,S-2,P-1-I,"1""",gal,10,E-2,2020-02-03,0,,',
      'M-3,H,S-3,P-2-W,"2""",ccf,1,E-3,2019-01-01,0,,',
      'M-3,L,S-3,P-2-W,"2""",cf,1,E-4,2019-01-01,0,,',
      'M-4,,S-4,P-3-W,"5/8""",gal,10,E-5,2018-06-01,0,2026-01-20,812340',
      'M-5,,S-5,P-3-W,"5/8""",gal,10,E-6,2026-01-20,0,,',
    ],
    'accounts.csv': [
      'account_number,customer_number,premise_number,opened_on',
      'A-1,C-1,P-1,2021-05-01',
      'A-2,C-2,P-2,2019-01-01',
      'A-3,C-3,P-3,2017-01-01',
    ],
    'agreements.csv': [
      'agreement,account_number,service_point,from',
      'A-1-P-1-W,A-1,P-1-W,2021-05-01',
      'A-1-P-1-I,A-1,P-1-I,2021-05-01',
      'A-2-P-2-W,A-2,P-2-W,2019-01-01',
      'A-3-P-3-W,A-3,P-3-W,2017-01-01',
    ],
  });
});

test('Citipak: bills, lines from repeated groups, reads and balances of one line', async () => {
  expect(await converted('citipak-bill-945')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,due_on,period_from,period_to,kind,previous_balance,adjustments,new_charges,amount_due,amount_if_late,late_after,message',
      '201-2026-02-28,201,2026-02-28,2026-03-20,2026-01-27,2026-02-27,regular,10.00,,54.30,64.30,69.73,2026-03-20,MADE UP',
      '202-2026-02-28,202,2026-02-28,2026-03-20,2026-01-27,2026-02-10,final,-4.50,,20.10,15.60,17.16,2026-03-20,MADE UP',
    ],
    'bill-lines.csv': [
      'bill_number,line,service,description_en,amount',
      '201-2026-02-28,1,water,WATER,38.30',
      '201-2026-02-28,2,sewer,SEWER,16.00',
      '202-2026-02-28,1,water,WATER,22.10',
      '202-2026-02-28,2,other,LEAK CREDIT,-2.00',
    ],
    'bill-reads.csv': [
      'bill_number,service_point,meter,previous_on,previous_read,current_on,current_read,usage,unit,kind',
      '201-2026-02-28,03-000100,M-1,2026-01-27,142000,2026-02-27,151000,9000,gal,actual',
      '202-2026-02-28,03-000200,M-4,2026-01-27,9000,2026-02-10,9100,100,gal,final',
    ],
    'balances.csv': ['account_number,as_of,balance', '201,2026-02-28,64.30', '202,2026-02-28,15.60'],
  });
});

test.each([1177, 1269])(
  'Citipak of %i: up to seven meters, no line for what costs nothing, a deposit given back, and nobody reads who is drafted',
  async (width) => {
    const files = await converted(`citipak-bill-${width}`);
    expect(files).toEqual({
      'bills.csv': [
        'bill_number,account_number,issued_on,due_on,period_from,period_to,kind,previous_balance,adjustments,new_charges,amount_due,amount_if_late,late_after,message',
        '201-2026-02-28,201,2026-02-28,2026-03-20,2026-01-27,2026-02-27,regular,10.00,,54.30,64.30,69.73,2026-03-20,MADE UP',
        '202-2026-02-28,202,2026-02-28,2026-03-20,2026-01-27,2026-02-10,final,-4.50,-25.00,20.10,-9.40,-9.40,2026-03-20,MADE UP',
      ],
      'bill-lines.csv': [
        'bill_number,line,service,description_en,amount',
        '201-2026-02-28,1,water,WATER,38.30',
        '201-2026-02-28,2,sewer,SEWER,16.00',
        '202-2026-02-28,1,water,WATER,22.10',
        '202-2026-02-28,3,other,LEAK CREDIT,-2.00',
      ],
      'bill-reads.csv': [
        'bill_number,service_point,meter,previous_on,previous_read,current_on,current_read,usage,unit,kind',
        '201-2026-02-28,03-000100,M-1,2026-01-27,142000,2026-02-27,151000,9000,gal,actual',
        '201-2026-02-28,03-000100,M-2,2026-01-27,5000,2026-02-27,5200,200,gal,actual',
        // A meter in cubic feet: its use is in gallons, its reads are not.
        '202-2026-02-28,03-000200,M-4,2026-01-27,,2026-02-10,,748,gal,final',
      ],
      'balances.csv': ['account_number,as_of,balance', '201,2026-02-28,64.30', '202,2026-02-28,-9.40'],
    });
    expect(JSON.stringify(files)).not.toContain('03-18');
  },
);

test('SmartFusion bill print: implied cents, a sign behind, and a draft note that nobody reads', async () => {
  expect(await converted('smartfusion-bill-print')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,due_on,period_from,period_to,previous_balance,payments,new_charges,amount_due,amount_if_late,late_after,message',
      '201-2026-02-28,201,2026-02-28,2026-03-20,2026-01-27,2026-02-27,50.00,-40.00,54.30,64.30,69.73,2026-03-20,Made up',
      '202-2026-02-28,202,2026-02-28,2026-03-20,2026-01-27,2026-02-27,-4.50,0.00,0.00,-4.50,-4.50,2026-03-20,Made up',
    ],
    'bill-lines.csv': [
      'bill_number,line,description_en,description_es,amount',
      '201-2026-02-28,1,Current charges,Cargos del período,54.30',
      '202-2026-02-28,1,Current charges,Cargos del período,0.00',
    ],
    'balances.csv': [
      'account_number,as_of,balance,past_due',
      '201,2026-02-28,64.30,10.00',
      '202,2026-02-28,-4.50,-4.50',
    ],
  });
});

test('SmartFusion use file: reads, and no social-security number', async () => {
  const files = await converted('smartfusion-usage-253');
  expect(files).toEqual({
    'register-reads.csv': [
      'meter,read_on,read,kind',
      '90010001,2026-02-27,151000,actual',
      '90040004,2026-02-10,9100,final',
    ],
  });
});

test('Opower: periods and charges come from other files; segments end on the day after their last', async () => {
  expect(await converted('opower-billing')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,due_on,period_from,period_to,previous_balance,new_charges,amount_due',
      'B-1,A-1,2026-02-28,2026-03-20,2026-02-01,2026-03-01,10.00,54.30,64.30',
      'B-2,A-2,2026-02-28,2026-03-20,2026-02-01,2026-03-01,-4.50,0.00,-4.50',
    ],
    'bill-lines.csv': [
      'bill_number,line,print,description_en,amount',
      'B-1,G-1-1-1,yes,Water use,20.30',
      'B-1,G-2-1-1,yes,Water use,34.00',
      'B-2,G-3-1-1,no,Internal,0.00',
    ],
    'balances.csv': ['account_number,as_of,balance', 'A-1,2026-02-28,64.30', 'A-2,2026-02-28,-4.50'],
  });
});

test('DataConnect: bills and balances, with what closes the account', async () => {
  expect(await converted('dataconnect-bill')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,due_on,previous_balance,payments,adjustments,corrections,new_charges,amount_due',
      'B-1,A-1,2026-02-28,2026-03-20,50.00,-40.00,0.00,0.00,54.30,64.30',
      'B-2,A-2,2026-02-28,2026-03-20,0.00,0.00,-4.50,0.00,0.00,-4.50',
    ],
    'bill-lines.csv': [
      'bill_number,line,description_en,description_es,amount',
      'B-1,1,Current charges,Cargos del período,54.30',
      'B-2,1,Current charges,Cargos del período,0.00',
    ],
    'balances.csv': ['account_number,as_of,balance,payoff', 'A-1,2026-02-28,64.30,64.30', 'A-2,2026-02-28,-4.50,10.50'],
  });
});

test('SmartFusion AIG: three records a bill, and neither the PIN nor the draft note in anything that is kept', async () => {
  expect(await converted('smartfusion-aig')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,due_on,period_from,period_to,previous_balance,payments,new_charges,amount_due,amount_if_late,late_after,message',
      '5001,201,2026-02-28,2026-03-20,2026-01-27,2026-02-27,50.00,-40.00,54.30,64.30,69.73,2026-03-20,Made up',
      '5002,202,2026-02-28,2026-03-20,2026-01-27,2026-02-27,-4.50,0.00,0.00,-4.50,-4.50,2026-03-20,Made up',
    ],
    'bill-lines.csv': [
      'bill_number,line,description_en,description_es,amount',
      '5001,1,Current charges,Cargos del período,54.30',
      '5002,1,Current charges,Cargos del período,0.00',
    ],
    'balances.csv': [
      'account_number,as_of,balance,last_payment_on,last_payment_amount',
      '201,2026-02-28,64.30,2026-02-03,40.00',
      '202,2026-02-28,-4.50,,0.00',
    ],
  });
});

test('SmartFusion AIG: a line set aside is kept without its PIN and its draft note', async () => {
  const mapping = await findMapping('smartfusion-aig', 'exchange');
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const folder = await scratchFolder();
  const from = join(folder, 'bills.txt');
  const sample = readFileSync('exchange/samples/smartfusion-aig/bills.txt', 'latin1');
  writeFileSync(from, sample.replace('02/03/2026', '02/31/2026'), 'latin1');
  const to = join(folder, 'package');
  const done = await convertPackage(from, to, {
    ...{ mapping: mapping.value, dryRun: false, leaveOut: [], say: ({ code }) => code },
  });
  expect(done.ok && [done.value.refused.lines, done.value.files[0]?.dropped]).toEqual([2, ['draftnote', 'pin']]);
  // Its detail goes with it.
  const aside = readFileSync(`${to}.refused.csv`, 'utf8');
  expect(aside).toContain('02/31/2026');
  expect(aside).not.toMatch(/4711|DRAFTED/);
});

test('Sensus AutoRead: a file is a route, its lines are the order in which it is walked; electric meters are left alone', async () => {
  expect(await converted('sensus-autoread-155')).toEqual({
    'premises.csv': ['premise_number,line1', '201,9 SAMPLE ST', '202,10 SAMPLE ST'],
    'service-points.csv': [
      'service_point,premise_number,service,route,walk_order',
      '201,201,water,R12,1',
      '202,202,water,R12,3',
    ],
    'meters.csv': ['meter,serial,service_point,endpoint', 'M-1,SN1,201,7000001', 'M-2,SN2,202,', 'M-3,SN3,202,'],
  });
});

test('Badger ReadCenter: a route out and back; where nobody read yet there is no read', async () => {
  expect(await converted('badger-readcenter-256')).toEqual({
    'premises.csv': ['premise_number,line1', '03000100,9 SAMPLE ST', '03000200,10 SAMPLE ST'],
    'service-points.csv': [
      'service_point,premise_number,service,route,walk_order',
      '03000100,03000100,water,03,10',
      '03000200,03000200,water,03,20',
    ],
    'meters.csv': [
      'meter,serial,service_point,model,endpoint',
      'M-1,M-1,03000100,,7000001',
      'M-4,M-4,03000200,MODEL 25,',
    ],
    'register-reads.csv': ['meter,read_on,read', 'M-1,2026-02-27,151000'],
  });
});

test('Secure Instant Payments: what a bill asks for, with every sign that it is a credit', async () => {
  expect((await converted('secure-instant-payments'))['bills.csv']).toEqual([
    'bill_number,account_number,issued_on,due_on,new_charges,amount_due',
    '201-2026-02-28,201,2026-02-28,2026-03-20,64.30,64.30',
    '202-2026-02-28,202,2026-02-28,2026-03-20,1204.50,1204.50',
    '203-2026-02-28,203,2026-02-28,2026-03-20,-4.50,-4.50',
    '204-2026-02-28,204,2026-02-28,2026-03-20,-4.50,-4.50',
  ]);
});

test('Secure Instant Payments: an amount with a comma that is not in quotes is set aside, not read as its dollars', async () => {
  const mapping = await findMapping('secure-instant-payments', 'exchange');
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const folder = await scratchFolder();
  const from = join(folder, 'bills.csv');
  writeFileSync(from, '02/28/2026,202,03/20/2026,$1,204.50,Rosa Prueba,9 Sample St\r\n');
  const done = await convertPackage(from, join(folder, 'package'), {
    ...{ mapping: mapping.value, dryRun: false, leaveOut: [], say: ({ code }) => code },
  });
  expect(done.ok && done.value.firstRefused).toMatchObject([
    { code: 'exchange.cell-count', params: { expected: 6, found: 7 } },
  ]);
});

test('Billing Insight: statements know their account by another record; the due day is said in a copy of the mapping', async () => {
  expect(await converted('billing-insight')).toEqual({
    'bills.csv': [
      'bill_number,account_number,issued_on,period_from,period_to,previous_balance,payments,new_charges,amount_due',
      'S-1,201,2026-02-28,2026-01-27,2026-02-27,50.00,-40.00,54.30,64.30',
      'S-2,202,2026-02-28,2026-01-27,2026-02-27,-4.50,0.00,0.00,-4.50',
    ],
    'bill-lines.csv': [
      'bill_number,line,description_en,description_es,amount',
      'S-1,1,Current charges,Cargos del período,54.30',
      'S-2,1,Current charges,Cargos del período,0.00',
    ],
    'balances.csv': ['account_number,as_of,balance', '201,2026-02-28,64.30', '202,2026-02-28,-4.50'],
  });
  const shipped = readFileSync('exchange/billing-insight.yaml', 'utf8');
  const page = readFileSync('docs/reference/exchange-mappings.md', 'utf8');
  const line = /`(due_on: \{ from: statement_date, .*?\})`/.exec(page)?.[1] ?? '';
  const mine = shipped.replace('      issued_on:', `      ${line}\n      issued_on:`);
  const read = readExchangeMapping('mine.yaml', mine);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const to = join(await scratchFolder(), 'package');
  const done = await convertPackage('exchange/samples/billing-insight', to, {
    ...{ mapping: read.value, dryRun: false, leaveOut: [], say: ({ code }) => code },
  });
  expect(done.ok).toBe(true);
  expect(readFileSync(join(to, 'bills.csv'), 'utf8')).toContain('S-1,201,2026-02-28,2026-03-21,');
});
