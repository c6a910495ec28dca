import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { readExchangeMapping } from '../../../domain/exchange/index.ts';
import { convertPackage } from '../index.ts';

interface Given {
  readonly mapping: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly leaveOut?: readonly string[];
  readonly dryRun?: boolean;
  readonly folder?: string;
}

/** What becomes of files by a mapping: the package, what was set aside, or why there is none. */
async function convert({ mapping, files, leaveOut = [], dryRun = false, folder }: Given) {
  const read = readExchangeMapping('m.yaml', mapping);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const scratch = folder ?? (await scratchFolder());
  const from = join(scratch, 'from');
  await mkdir(from, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(from, name), content);
  const to = join(scratch, 'to');
  const done = await convertPackage(from, to, { mapping: read.value, dryRun, leaveOut, say: ({ code }) => code });
  const text = (name: string) => (existsSync(join(to, name)) ? readFileSync(join(to, name), 'utf8') : '');
  return {
    scratch,
    to,
    report: done.ok ? done.value : undefined,
    problems: done.ok
      ? []
      : done.problem.map(({ code, place, params }) => [code.replace(/^exchange\./, ''), place?.line, params]),
    rows: (name: string) => text(name).split('\n').slice(1, -1),
    header: (name: string) => text(name).split('\n')[0],
    aside: existsSync(`${to}.refused.csv`)
      ? readFileSync(`${to}.refused.csv`, 'utf8').trimEnd().split('\n').slice(1)
      : [],
    manifest: () => JSON.parse(text('manifest.json')),
  };
}

const balances = (columns: string, more = '') => `
files:
  f: { format: csv, delimiter: auto ${more} }
into:
  balances.csv:
    columns: { account_number: acct, as_of: { from: day, date: [m/d/yyyy, yymmdd] }, balance: ${columns} }
`;
const dollars = balances('{ from: amount, money: dollars }');
const cents = balances('{ from: amount, money: cents }');
const balancesOf = async (mapping: string, ...amounts: readonly string[]) => {
  const lines = amounts.map((amount, at) => `A${at},1/31/2026,"${amount}"`);
  const done = await convert({ mapping, files: { 'f.csv': `acct,day,amount\n${lines.join('\n')}\n` } });
  return done;
};

describe('an amount', () => {
  test('may have a dollar sign, commas, and its sign before, behind, in brackets or as letters', async () => {
    const done = await balancesOf(
      dollars,
      ...['48.2', '$1,048.20', '-48.20', '48.20-', '(48.20)', '$(48.20)', '48.20CR', '48.20 DR', '.07', '-0.00', '12'],
    );
    expect(done.rows('balances.csv').map((row) => row.split(',')[2])).toEqual([
      ...['48.20', '1048.20', '-48.20', '-48.20', '-48.20', '-48.20', '48.20', '0.07', '0.00', '12.00'],
    ]);
    // A bracket behind the dollar sign is one way too many.
    expect(done.aside.map((line) => line.split(',').slice(0, 3))).toEqual([['f.csv', '7', '3']]);
  });

  test('may have its cents implied', async () => {
    const done = await balancesOf(cents, '0000004820', '7', '4820-', '48.20');
    expect(done.rows('balances.csv').map((row) => row.split(',')[2])).toEqual(['48.20', '0.07', '-48.20']);
    expect(done.aside).toEqual(['f.csv,5,3,amount,exchange.foreign-number,"A3,1/31/2026,48.20"']);
  });

  test('of parts of a cent, or with two signs, is set aside', async () => {
    const done = await balancesOf(dollars, '1.005', '-5-', '1,00.00', '5.000');
    expect(done.rows('balances.csv')).toEqual(['A3,2026-01-31,5.00']);
    expect(done.report?.refused).toEqual({
      lines: 3,
      byReason: { 'exchange.foreign-cents': 1, 'exchange.foreign-number': 2 },
    });
  });

  test('takes its sign from another column', async () => {
    const mapping = balances('{ from: amount, money: dollars, sign: { from: side, negative: [C] } }');
    const files = { 'f.csv': 'acct,day,amount,side\nA1,1/31/2026,5,C\nA2,1/31/2026,5,D\n' };
    expect((await convert({ mapping, files })).rows('balances.csv')).toEqual([
      'A1,2026-01-31,-5.00',
      'A2,2026-01-31,5.00',
    ]);
  });
});

describe('a date', () => {
  test.each([
    ['1/5/2026', '2026-01-05'],
    ['260105', '2026-01-05'],
    ['800105', '1980-01-05'],
    ['2/29/2028', '2028-02-29'],
  ])('%s is %s', async (written, expected) => {
    const done = await convert({ mapping: dollars, files: { 'f.csv': `acct,day,amount\nA,${written},1.00\n` } });
    expect(done.rows('balances.csv')).toEqual([`A,${expected},1.00`]);
  });

  test.each(['2/29/2026', '13/1/2026', '2026-01-05', '1/5/26'])('%s is none of its forms', async (written) => {
    const done = await convert({ mapping: dollars, files: { 'f.csv': `acct,day,amount\nA,${written},1.00\n` } });
    expect(done.aside).toEqual([`f.csv,2,2,day,exchange.foreign-date,"A,${written},1.00"`]);
  });

  test('of zeros is none, which a balance needs', async () => {
    const done = await convert({ mapping: dollars, files: { 'f.csv': 'acct,day,amount\nA,00/00/0000,1.00\n' } });
    expect(done.aside).toEqual(['f.csv,2,2,balances.csv as_of,exchange.cell-empty,"A,00/00/0000,1.00"']);
  });
});

const plainFile = 'acct,day,amount\nÑandú,1/31/2026,1.00\n"B, and\nC",1/31/2026,2.00\n';

describe('a file', () => {
  const zipped = (entries: Readonly<Record<string, string>>): Uint8Array => {
    const [locals, central]: [Buffer[], Buffer[]] = [[], []];
    let at = 0;
    for (const [name, content] of Object.entries(entries)) {
      const packed = deflateRawSync(content);
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(8, 8);
      head.writeUInt16LE(name.length, 26);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(crc32(content), 16);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(at, 42);
      locals.push(head, Buffer.from(name), packed);
      central.push(entry, Buffer.from(name));
      at += 30 + name.length + packed.length;
    }
    const directory = Buffer.concat(central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...locals, directory, end]);
  };
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each([
    ['UTF-8', 'utf-8', Buffer.from(plainFile)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\uFEFF${plainFile}`)],
    ['UTF-16', 'utf-16le', Buffer.from(`\uFEFF${plainFile}`, 'utf16le')],
    ['Windows-1252', 'windows-1252', latin1(plainFile)],
    ['CRLF', 'utf-8', Buffer.from(plainFile.replaceAll('\n', '\r\n'))],
    ['tabs', 'utf-8', Buffer.from('acct\tday\tamount\nÑandú\t1/31/2026\t1.00\n"B, and\nC"\t1/31/2026\t2.00\n')],
    ['gzip', 'utf-8', gzipSync(plainFile)],
    ['zip', 'utf-8', zipped({ 'f.csv': plainFile, '__MACOSX/._f.csv': 'x' })],
  ])('in %s is read', async (_, encoding, bytes) => {
    const done = await convert({ mapping: dollars, files: { 'f.csv': bytes } });
    expect(readFileSync(join(done.to, 'balances.csv'), 'utf8').replaceAll('\r', '')).toBe(
      'account_number,as_of,balance\nÑandú,2026-01-31,1.00\n"B, and\nC",2026-01-31,2.00\n',
    );
    expect(done.report?.files).toEqual([{ name: 'f.csv', as: 'f', encoding, dropped: [], records: 2 }]);
  });

  test('in a zip archive of two, damaged or cut off, is refused and nothing is written', async () => {
    const one = zipped({ 'f.csv': plainFile });
    const damaged = Buffer.from(one);
    damaged.writeUInt32LE(7, one.length - 22 - 46 - 5 + 16);
    for (const [bytes, code] of [
      [zipped({ 'a.csv': plainFile, 'b.csv': plainFile }), 'files.zip-not-one-file'],
      [damaged, 'files.zip-damaged'],
      [one.subarray(0, 40), 'files.zip-damaged'],
      [gzipSync(plainFile.repeat(100)).subarray(0, 50), 'metering.file-cut-off'],
    ] as const) {
      const done = await convert({ mapping: dollars, files: { 'f.csv': bytes } });
      expect(done.problems.map(([found]) => found)).toEqual([code]);
      expect(readdirSync(done.scratch)).toEqual(['from']);
    }
  });

  test('with a stray quote loses that line only', async () => {
    const lines = Array.from({ length: 120 }, (_, at) => (at === 3 ? 'A3,1/31/2026,"1' : `A${at},1/31/2026,1.00`));
    const done = await convert({ mapping: dollars, files: { 'f.csv': `acct,day,amount\n${lines.join('\n')}\n` } });
    expect(done.rows('balances.csv')).toHaveLength(119);
    expect(done.aside).toEqual(['f.csv,5,,,exchange.quote-unclosed,"A3,1/31/2026,""1"']);
  });

  test('with a line of too many cells loses that line only', async () => {
    const done = await convert({
      mapping: dollars,
      files: { 'f.csv': 'acct,day,amount\nA,1/31/2026,1,000.00\nB,1/31/2026,2\n' },
    });
    expect(done.rows('balances.csv')).toEqual(['B,2026-01-31,2.00']);
    expect(done.aside).toEqual(['f.csv,2,,,exchange.cell-count,"A,1/31/2026,1,000.00"']);
  });

  test('that is not there, or lacks a column that a row needs, is told', async () => {
    expect((await convert({ mapping: dollars, files: {} })).problems).toMatchObject([
      ['foreign-file-missing', 1, { file: 'f' }],
    ]);
    const done = await convert({ mapping: dollars, files: { 'f.csv': 'account,day,amount\n' } });
    expect(done.problems).toEqual([
      ['foreign-columns-missing', 1, { file: 'balances.csv', missing: 'account_number' }],
    ]);
  });
});

describe('a package', () => {
  test('says what is in it, the same each time, and takes the place of an earlier one only', async () => {
    const files = { 'f.csv': plainFile };
    const first = await convert({ mapping: dollars, files });
    const text = readFileSync(join(first.to, 'balances.csv'));
    expect(first.manifest()).toEqual({
      scope: 'delta',
      files: {
        'balances.csv': {
          ...{ rows: 2, total: '3.00', of: 'balance', bytes: text.length },
          sha256: createHash('sha256').update(text).digest('hex'),
        },
      },
    });
    const again = await convert({ mapping: dollars, files, folder: first.scratch });
    expect(again.manifest()).toEqual(first.manifest());
    await writeFile(join(first.to, 'letter.txt'), 'mine');
    const other = await convert({ mapping: dollars, files, folder: first.scratch });
    expect(other.problems).toEqual([['folder-in-use', 1, { folder: first.to, name: 'letter.txt' }]]);
    expect(readFileSync(join(first.to, 'letter.txt'), 'utf8')).toBe('mine');
  });

  test('is not written in a trial', async () => {
    const done = await convert({ mapping: dollars, files: { 'f.csv': `${plainFile}C,bad,1\n` }, dryRun: true });
    expect(done.report).toMatchObject({
      written: { 'balances.csv': { rows: 2, total: '3.00' } },
      refused: { lines: 1 },
    });
    expect(readdirSync(done.scratch)).toEqual(['from']);
  });
});

describe('a name', () => {
  test('that would enrol refuses everything, unless a person leaves the column out', async () => {
    const files = { 'f.csv': 'acct,day,amount,AutoPay\nA,1/31/2026,1.00,Y\n' };
    expect((await convert({ mapping: dollars, files })).problems).toEqual([
      ['column-enrols', 1, { column: 'AutoPay' }],
    ]);
    const left = await convert({ mapping: dollars, files, leaveOut: ['autopay'] });
    expect(left.report?.files[0]?.dropped).toEqual(['AutoPay']);
    expect(left.rows('balances.csv')).toEqual(['A,2026-01-31,1.00']);
  });

  test('of a secret is dropped before anything is kept, refused lines too', async () => {
    const files = { 'f.csv': 'acct,SSN,day,Bank_Acct,amount\nA,999-99-9999,bad,12345,1.00\n' };
    const done = await convert({ mapping: dollars, files });
    expect(done.aside).toEqual(['f.csv,2,3,day,exchange.foreign-date,"A,,bad,,1.00"']);
    expect(done.report?.files[0]?.dropped).toEqual(['SSN', 'Bank_Acct']);
  });
});

describe('blank cells that leave what stands', () => {
  const mapping = `
empty: keep
clear_token: _CLEAR_
not_clearable: [name]
files: { f: { format: csv } }
into:
  customers.csv:
    once: last
    columns:
      { customer_number: id, name: name, mailing_line1: street, mailing_city: city, mailing_state: st, mailing_zip: zip,
        phone: phone, email: email }
`;
  const head = 'id,name,street,city,st,zip,phone,email\n';
  const one = 'C1,Ana,1 A St,Town,OR,00001';

  test('later rows add to earlier ones, and a column that nobody fills is left out', async () => {
    const done = await convert({ mapping, files: { 'f.csv': `${head}${one},555,\nC1,,2 B St,,,,,\n` } });
    expect([done.header('customers.csv'), ...done.rows('customers.csv')]).toEqual([
      'customer_number,name,mailing_line1,mailing_city,mailing_state,mailing_zip,phone',
      'C1,Ana,2 B St,Town,OR,00001,555',
    ]);
    expect(done.report?.written['customers.csv']).toEqual({ rows: 1, replaced: 1 });
  });

  test('what an earlier package said stays, until the token empties it', async () => {
    const first = await convert({ mapping, files: { 'f.csv': `${head}${one},555,a@b.example\n` } });
    const files = { 'f.csv': `${head}C1,,,,,,,_CLEAR_\n` };
    const second = await convert({ mapping, files, folder: first.scratch });
    expect(second.rows('customers.csv')).toEqual([`${one},555,`]);
  });

  test('what cannot be emptied is refused', async () => {
    const done = await convert({ mapping, files: { 'f.csv': `${head}C1,_CLEAR_,1 A St,Town,OR,00001,,\n` } });
    expect(done.aside).toEqual([`f.csv,2,2,name,exchange.not-clearable,"C1,_CLEAR_,1 A St,Town,OR,00001,,"`]);
  });

  test('a row without what it needs, now or before, is set aside', async () => {
    const done = await convert({ mapping, files: { 'f.csv': `${head}C9,Ana,,Town,OR,00001,,\n` } });
    expect(done.aside.map((line) => line.split(',').slice(1, 5))).toEqual([
      ['2', '3', 'customers.csv mailing_line1', 'exchange.cell-empty'],
    ]);
  });
});

const typed = `
files:
  f:
    format: fixed
    records:
      bill:
        is: { at: 1, text: H }
        columns: { bill: 2-6, account: 7-11, day: 12-17, amount: 18-26 }
      line:
        is: { at: 1, text: D }
        parent: bill
        columns: { text: 2-11, amount: 12-20 }
      end: { is: { at: 1, text: T }, columns: { rows: 2-6, amount: 7-15 } }
    totals:
      - { record: end, of: bill, count: rows, total: { from: amount, money: cents }, each: { from: amount, money: cents } }
into:
  bills.csv:
    record: bill
    columns:
      { bill_number: bill, account_number: account, issued_on: { from: day, date: yymmdd }, due_on: { from: day, date: yymmdd },
        new_charges: { from: amount, money: cents }, amount_due: { from: amount, money: cents } }
  bill-lines.csv:
    record: line
    columns: { bill_number: bill, line: text, description_en: text, amount: { from: amount, money: cents } }
`;
const bill = (number: string, amount: string, day = '260131') =>
  `H${number.padEnd(5)}${'A1'.padEnd(5)}${day}${amount.padStart(9, '0')}`;
const line = (text: string, amount: string) => `D${text.padEnd(10)}${amount.padStart(9, '0')}`;
const end = (rows: string, amount: string) => `T${rows.padStart(5)}${amount.padStart(9, '0')}`;
const typedFile = (...lines: readonly string[]) => ({ 'f.txt': `${lines.join('\r\n')}\r\n` });

describe('records that belong to others', () => {
  test('a detail belongs to the header before it', async () => {
    const files = typedFile(
      bill('B1', '500'),
      line('Water', '300'),
      line('Sewer', '200'),
      bill('B2', '70'),
      line('Water', '70'),
      end('2', '570'),
    );
    const done = await convert({ mapping: typed, files });
    expect(done.rows('bill-lines.csv')).toEqual(['B1,Water,Water,3.00', 'B1,Sewer,Sewer,2.00', 'B2,Water,Water,0.70']);
  });

  test('what belongs to a header that was set aside is set aside as well', async () => {
    const files = typedFile(
      line('Lost', '1'),
      bill('B1', '500', '261331'),
      line('Water', '300'),
      bill('B2', '70'),
      line('Water', '70'),
      end('2', '570'),
    );
    const done = await convert({ mapping: typed, files });
    expect(done.rows('bills.csv')).toEqual(['B2,A1,2026-01-31,2026-01-31,0.70,0.70']);
    expect(done.rows('bill-lines.csv')).toEqual(['B2,Water,Water,0.70']);
    expect(done.aside.map((one) => one.split(',').slice(1, 5))).toEqual([
      ['1', '', '', 'exchange.parent-missing'],
      ['2', '12', 'day', 'exchange.foreign-date'],
      ['2', '12', 'day', 'exchange.foreign-date'],
      ['3', '', '', 'exchange.parent-refused'],
    ]);
  });

  test('a record that the mapping does not know is set aside', async () => {
    const done = await convert({ mapping: typed, files: typedFile(bill('B1', '500'), 'X what', end('1', '500')) });
    expect(done.aside).toEqual(['f.txt,2,,,exchange.record-unknown,X what']);
  });

  test.each([
    ['a wrong total', end('1', '501'), ['total-wrong', 2, { said: '5.01', found: '5.00' }]],
    ['a wrong count', end('2', '500'), ['count-wrong', 2, { said: '2', found: 1 }]],
    ['no end', '', ['trailer-missing', 1, { record: 'end' }]],
    ['a total that nobody can read', end('1', '5x0'), ['total-wrong', 2, { said: '0000005x0', found: '5.00' }]],
  ])('%s refuses the file before anything', async (_, last, problem) => {
    const done = await convert({ mapping: typed, files: typedFile(bill('B1', '500'), last) });
    expect(done.problems).toEqual([problem]);
    expect(readdirSync(done.scratch)).toEqual(['from']);
  });
});

describe('fixed lines', () => {
  const mapping = `
files:
  f:
    format: fixed
    width: 20
    columns: { acct: 1-8, ssn: 9-12, amount: 13-20 }
into:
  balances.csv:
    columns:
      { account_number: { from: acct, strip: "0", pad: { to: 4, with: "0" } }, as_of: { value: 2026-01-31 },
        balance: { from: amount, money: dollars } }
`;
  test('are justified on either side, stripped and filled up', async () => {
    const files = { 'f.txt': '     1079999    4.50\n00000109       4.50 \n108     9999  bad   \nshort\n' };
    const done = await convert({ mapping, files });
    expect(done.rows('balances.csv')).toEqual(['0107,2026-01-31,4.50', '0109,2026-01-31,4.50']);
    expect(done.aside).toEqual([
      'f.txt,3,13,amount,exchange.foreign-number,108           bad   ',
      'f.txt,4,,,exchange.line-width,short',
    ]);
  });
});

test('repeated columns of a CSV become lines, those that say nothing none', async () => {
  const mapping = `
files:
  f:
    format: csv
    groups: { charge: { times: 3, columns: { text: "Charge{n}", amount: "Amount {n}" } } }
into:
  bill-lines.csv:
    group: charge
    when: { column: text, not: [Skip] }
    columns: { bill_number: Bill, line: { number: in-group }, description_en: text, amount: { from: amount, money: dollars } }
`;
  const files = {
    'f.csv': 'Bill,Charge1,Amount1,Charge2,Amount2,Charge3,Amount3\nB1,Water,1,,,Sewer,2\nB2,Skip,9,Fee,-3,,\n',
  };
  const done = await convert({ mapping, files });
  expect(done.rows('bill-lines.csv')).toEqual(['B1,1,Water,1.00', 'B1,3,Sewer,2.00', 'B2,2,Fee,-3.00']);
});

test('of rows with one key the first stands where a mapping says so, and another that differs is told', async () => {
  const mapping = dollars.replace('columns: { account', 'once: first\n    columns: { account');
  const files = { 'f.csv': 'acct,day,amount\nA,1/31/2026,1.00\nA,1/31/2026,1.00\nA,1/31/2026,2.00\n' };
  const done = await convert({ mapping, files });
  expect(done.rows('balances.csv')).toEqual(['A,2026-01-31,1.00']);
  expect(done.aside).toEqual(['f.csv,4,,,exchange.row-differs,"A,1/31/2026,2.00"']);
});

describe('a mapping is refused', () => {
  const told = (text: string) => {
    const read = readExchangeMapping('m.yaml', text);
    return read.ok
      ? []
      : read.problem.map(({ code, params, place }) => [code.replace('exchange.mapping-', ''), place?.line, params]);
  };
  const body = (change: (text: string) => string) => told(change(dollars));

  test.each([
    ['that is no YAML', () => told('files: [x'), 'unreadable'],
    ['that is empty', () => told(''), 'key-missing'],
    ['without files', () => body((text) => text.replace('files:', 'fils:')), 'key-unknown'],
    ['with a format it does not know', () => body((text) => text.replace('format: csv', 'format: xls')), 'value-wrong'],
    [
      'with a delimiter it does not know',
      () => body((text) => text.replace('delimiter: auto', 'delimiter: "#"')),
      'value-wrong',
    ],
    ['into a file that there is not', () => body((text) => text.replace('balances.csv', 'balance.csv')), 'value-wrong'],
    ['into a column that there is not', () => body((text) => text.replace('balance: {', 'owed: {')), 'key-unknown'],
    ['without the key of a file', () => body((text) => text.replace('account_number: acct, ', '')), 'key-missing'],
    ['with a date that is none', () => body((text) => text.replace('m/d/yyyy', 'm/yyyy')), 'value-wrong'],
    ['with money that is none', () => body((text) => text.replace('money: dollars', 'money: euros')), 'value-wrong'],
    [
      'of a file that it does not name',
      () => body((text) => text.replace('    columns:', '    of: g\n    columns:')),
      'value-wrong',
    ],
    ['that takes a secret', () => body((text) => text.replace('acct', 'ssn')), 'takes-secret'],
    ['that takes an enrolment', () => body((text) => text.replace('acct', 'AutoPay')), 'takes-secret'],
    ['that keeps blanks without saying which row stands', () => body((text) => `empty: keep${text}`), 'key-missing'],
    ['with a position that is none', () => told(typed.replace('2-6', '6-2')), 'value-wrong'],
    ['with a parent that is none', () => told(typed.replace('parent: bill', 'parent: bell')), 'value-wrong'],
  ] as const)('%s', (_, problems, code) => {
    expect(problems().map(([found]) => found)).toContain(code);
  });

  test('with the line of each mistake', () => {
    expect(body((text) => text.replace('money: dollars', 'money: euros'))).toEqual([
      [
        'value-wrong',
        6,
        { key: 'into.balances.csv.columns.balance.money', found: 'euros', expected: 'dollars · cents' },
      ],
    ]);
  });
});
