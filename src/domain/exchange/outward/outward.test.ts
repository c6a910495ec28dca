import { expect, test } from 'vitest';
import { cents } from '../../kernel/index.ts';
import {
  badgerReadExport,
  baiLockbox,
  ccbStaging,
  citipakLockbox,
  type OutwardPayment,
  type OutwardRead,
} from '../index.ts';

const paidOn = Temporal.PlainDate.from('2026-05-12');
const payment = (account: string, amount: number, more: Partial<OutwardPayment> = {}): OutwardPayment => ({
  ...{ receipt: `R-${account}`, account, amount: cents(amount), paidOn, tender: 'card' },
  ...more,
});
const three = [
  payment('201', 4820, { tender: 'check', check: '1007' }),
  payment('202', 31_255, { tender: 'cash' }),
  payment('203', 7, { tender: 'bank' }),
];
const told = (result: { ok: true } | { ok: false; problem: readonly { code: string; params?: object }[] }) =>
  result.ok ? [] : result.problem.map(({ code, params }) => [code.replace('exchange.out-', ''), params]);

test('the lockbox of 80 has a record a payment and its total last', () => {
  const written = citipakLockbox(three, { accountWidth: 6 });
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  const lines = written.value.text.split('\r\n');
  expect(lines.map((line) => line.trimEnd())).toEqual([
    '0002010000004820CH    100705/12/2026',
    '0002020000031255CA        05/12/2026',
    '0002030000000007CC        05/12/2026',
    '      0000036082',
    '',
  ]);
  expect(new Set(lines.slice(0, -1).map((line) => line.length))).toEqual(new Set([80]));
  expect(written.value).toMatchObject({ rows: 3, total: 36_082 });
});

test('a tender’s code is never cut off to another’s', () => {
  expect(told(citipakLockbox([payment('1', 100, { tenderCode: 'CARD' })], { accountWidth: 6 }))).toEqual([
    ['text-too-wide', { value: 'CARD', receipt: 'R-1', max: 2 }],
  ]);
});

test('the other form of it has eight characters for an account', () => {
  const written = citipakLockbox([payment('12345678', 100)], { accountWidth: 8 });
  expect(written.ok && written.value.text.slice(0, 20)).toBe('123456780000000100CC');
  expect(written.ok && written.value.text.slice(82, 100)).toBe(`${' '.repeat(8)}0000000100`);
});

test('an account number wider than the form is refused before anything is written, each by name', () => {
  const wide = [payment('1234567', 100), payment('123456', 100), payment('0012345678', 100)];
  expect(told(citipakLockbox(wide, { accountWidth: 6 }))).toEqual([
    ['account-too-wide', { account: '1234567', receipt: 'R-1234567', max: 6 }],
    ['account-too-wide', { account: '0012345678', receipt: 'R-0012345678', max: 6 }],
  ]);
  expect(told(baiLockbox([payment('12345678901', 1)], box))).toEqual([
    ['account-too-wide', { account: '12345678901', receipt: 'R-12345678901', max: 10 }],
  ]);
  expect(told(ccbStaging([payment('1234567890123456', 1)], batch))).toEqual([
    ['account-too-wide', { account: '1234567890123456', receipt: 'R-1234567890123456', max: 15 }],
  ]);
});

test('what went back has no place in these forms', () => {
  expect(told(citipakLockbox([payment('1', -100)], { accountWidth: 6 }))).toEqual([
    ['not-a-payment', { receipt: 'R-1' }],
  ]);
  expect(told(ccbStaging([payment('1', 0)], batch))).toEqual([['not-a-payment', { receipt: 'R-1' }]]);
});

test('an amount, a total, a check or a receipt that is too wide is refused', () => {
  expect(told(citipakLockbox([payment('1', 10_000_000_000)], { accountWidth: 6 }))).toEqual([
    ['too-large', { receipt: 'R-1' }],
  ]);
  const big = [payment('1', 9_999_999_999), payment('2', 1)];
  expect(told(citipakLockbox(big, { accountWidth: 6 }))).toEqual([['too-large', { receipt: '' }]]);
  expect(told(citipakLockbox([payment('1', 1, { check: '123456789' })], { accountWidth: 6 }))).toEqual([
    ['text-too-wide', { value: '123456789', receipt: 'R-1', max: 8 }],
  ]);
  expect(told(ccbStaging([payment('1', 1, { receipt: 'x'.repeat(31) })], batch))).toHaveLength(1);
  expect(told(ccbStaging([payment('1', 1, { tenderCode: 'CHECK' })], batch))).toEqual([
    ['text-too-wide', { value: 'CHECK', receipt: 'R-1', max: 4 }],
  ]);
});

const box = { batch: 41, lockbox: '77', destination: 'TOWN', origin: 'CAUDAL', madeOn: paidOn };
const batch = { source: 'CAUDAL', transmission: 'CAUDAL-41', batch: '41' };

test('a bank’s lockbox file counts and adds what is in it', () => {
  const written = baiLockbox(three, box);
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  const lines = written.value.text.split('\r\n').slice(0, -1);
  expect(lines.map((line) => line.trimEnd())).toEqual([
    '101TOWN      CAUDAL    2605120000',
    '2TOWN      CAUDAL',
    '50410000000077260512TOWN      CAUDAL',
    '60410010000004820               201      1007',
    `40410016019${'R-201'.padEnd(40)}0000004820`,
    '60410020000031255               202',
    `40410026019${'R-202'.padEnd(40)}0000031255`,
    '60410030000000007               203',
    `40410036019${'R-203'.padEnd(40)}0000000007`,
    '704100000000772605120030000036082',
    '804100000000772605120000030000036082',
    '9000012',
  ]);
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([80]));
});

test('a batch of a bank’s file has 999 items at most', () => {
  const many = Array.from({ length: 1000 }, (_, at) => payment(String(at), 1));
  const written = baiLockbox(many, box);
  const lines = written.ok ? written.value.text.split('\r\n') : [];
  const totals = lines.filter((line) => line.startsWith('7')).map((line) => line.trimEnd());
  expect(totals).toEqual(['704100000000772605129990000000999', '704200000000772605120010000000001']);
  expect(written.ok && written.value.total).toBe(1000);
});

test('CC&B’s staging rows agree with their deposit', () => {
  const written = ccbStaging(three, batch);
  expect(written.ok && written.value.text.split('\r\n')).toEqual([
    'TABLE,EXT_SOURCE_ID,EXT_TRANSMIT_ID,EXT_BATCH_ID,EXT_REFERENCE_ID,TENDER_AMT,TENDER_CNT,ACCOUNTING_DT,TENDER_TYPE_CD,CUST_ID',
    'CI_DEP_CTL_ST,CAUDAL,CAUDAL-41,,,360.82,3,,,',
    'CI_TNDR_CTL_ST,CAUDAL,CAUDAL-41,41,,360.82,3,,,',
    'CI_PAY_TNDR_ST,CAUDAL,CAUDAL-41,41,R-201,48.20,,2026-05-12,CHEC,201',
    'CI_PAY_TNDR_ST,CAUDAL,CAUDAL-41,41,R-202,312.55,,2026-05-12,CASH,202',
    'CI_PAY_TNDR_ST,CAUDAL,CAUDAL-41,41,R-203,0.07,,2026-05-12,ACH,203',
    '',
  ]);
});

const read = (meter: string, more: Partial<OutwardRead> = {}): OutwardRead => ({
  ...{ account: '201', location: 'P-1', servicePoint: 'W', meter, register: '', endpoint: 'E1', method: 'Fixed' },
  ...{ read: '248000', unit: 'gal', billingRead: '248', readAt: Temporal.PlainDateTime.from('2026-05-12T06:00') },
  ...more,
});

test('the billing read export has a line a register', () => {
  const written = badgerReadExport([
    read('M1'),
    read('M2', { register: 'H', unit: 'cf' }),
    read('M2', { register: 'L' }),
  ]);
  expect(written.ok && written.value.text.split('\r\n').slice(0, 3)).toEqual([
    'Account_ID,Location_ID,Service_Point_ID,Meter_ID,Register_Number,Endpoint_SN,Read_Method,Read,Read_Unit,Billing_Read,Read_Time',
    '201,P-1,W,M1,,E1,Fixed,248000,GAL,248,2026-05-12 06:00:00',
    '201,P-1,W,M2,H,E1,Fixed,248000,CUBIC_FEET,248,2026-05-12 06:00:00',
  ]);
});

test('the billing read export is refused where a cell, a unit or a meter is not of it', () => {
  expect(told(badgerReadExport([read('M1'), read('M1')]))).toEqual([['read-twice', { meter: 'M1', register: '' }]]);
  expect(told(badgerReadExport([read('M1', { unit: 'ccf' })]))).toEqual([
    ['unit', { meter: 'M1', unit: 'ccf', known: 'GAL, CUBIC_FEET, CUBIC_METER, LITER, AF' }],
  ]);
  expect(
    told(badgerReadExport([read('x'.repeat(25), { account: 'y'.repeat(33) })])).map(([, params]) => params),
  ).toMatchObject([
    { column: 'Account_ID', max: 32 },
    { column: 'Meter_ID', max: 24 },
  ]);
});
