import { describe, expect, test } from 'vitest';
import { plainFacts } from '../../../test/support/account-to-bill.ts';
import { ok } from '../kernel/index.ts';
import { askedFacts, checkFact, missingFacts, type RateBook, usualOwner } from './index.ts';
import type { AskedFact, ServiceFacts } from './rate-book.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const version = (from: string, ...asks: readonly AskedFact[]) => ({
  ...{ effectiveOn: day(from), periodMonths: 1, asks },
  price: () => ok([]),
});
const household: AskedFact = { name: 'hhsize', values: [] };
const stage = (...values: readonly string[]): AskedFact => ({ name: 'drought_stage', values });
const size: AskedFact = { name: 'meter_size', values: ['5/8"', '1"'] };

/** Homes are asked for the household since 2024 and the drought since 2025; farms for another drought. */
const rates: RateBook = (rateClass) =>
  rateClass === 'HOME'
    ? [version('2024-03-01', size, household), version('2025-03-01', size, household, stage('0', '1'))]
    : rateClass === 'FARM'
      ? [version('2024-03-01', stage('none', '1'))]
      : [];

describe('whose a fact is where nobody says', () => {
  test.each([
    ...['hhsize', 'household_size', 'people', 'persons_in_home', 'occupants', 'senior', 'lifeline'].map(
      (name) => [name, 'account'] as const,
    ),
    ...['low_income', 'carw_customer', 'LIFELINE'].map((name) => [name, 'account'] as const),
    ...['season', 'et_amount', 'evapotranspiration', 'drought_stage', 'shortage_stage', 'Season'].map(
      (name) => [name, 'utility'] as const,
    ),
    ...['irrigable_area', 'elevation_zone', 'off_season', 'is_senior'].map((name) => [name, 'service-point'] as const),
  ])('%s: the %s’s', (name, owner) => {
    expect(usualOwner(name)).toBe(owner);
  });
});

test('what schedules ask for, with each answer that one of them knows; the size of a meter is the meter’s to say', () => {
  expect([...askedFacts(rates, ['HOME', 'FARM', 'NOBODY'])]).toEqual([
    ['hhsize', [household, household]],
    ['drought_stage', [stage('0', '1'), stage('none', '1')]],
  ]);
});

describe('a fact that somebody typed', () => {
  const asked = askedFacts(rates, ['HOME', 'FARM']);
  const typed = { owner: 'account', name: 'hhsize', value: '4', from: '2025-05-01', reason: 'called' };
  const checked = { owner: 'account', name: 'hhsize', value: '4', fromOn: day('2025-05-01'), reason: 'called' };

  test('is kept as it was meant, without the blanks around it', () => {
    expect(checkFact(asked, typed)).toEqual({ ok: true, value: checked });
    const blanks = { owner: 'account', name: ' hhsize ', value: ' 4 ', from: ' 2025-05-01 ', reason: ' called ' };
    expect(checkFact(asked, blanks)).toEqual({ ok: true, value: checked });
  });

  test('may say that nobody says it any more', () => {
    const { value: _, ...unsaid } = checked;
    expect(checkFact(asked, { ...typed, value: ' ' })).toStrictEqual({ ok: true, value: unsaid });
  });

  test.each(['0', '1', 'none'])('may be any value that some schedule knows: stage %s', (value) => {
    const of = { ...typed, owner: 'utility', name: 'drought_stage', value };
    expect(checkFact(asked, of)).toMatchObject({ ok: true, value: { owner: 'utility', value } });
  });

  test.each([
    [
      'of nobody',
      { owner: 'town' },
      { code: 'billing.fact-owner-unknown', field: 'owner', params: { known: 'account, service-point, utility' } },
    ],
    [
      'that no schedule asks for',
      { name: 'shoe_size' },
      { code: 'billing.fact-not-asked', field: 'name', params: { name: 'shoe_size', known: 'drought_stage, hhsize' } },
    ],
    [
      'that is no number where one is asked',
      { value: 'four' },
      { code: 'billing.fact-value', field: 'value', params: { name: 'hhsize', found: 'four', expected: '0–9' } },
    ],
    [
      'that no schedule knows',
      { name: 'drought_stage', value: '2' },
      {
        ...{ code: 'billing.fact-value', field: 'value' },
        params: { name: 'drought_stage', found: '2', expected: '0, 1, none' },
      },
    ],
    [
      'from a day written otherwise',
      { from: '5/1/2025' },
      { code: 'billing.date-unreadable', field: 'from', params: { found: '5/1/2025' } },
    ],
    [
      'from a day that is no day',
      { from: '2025-02-30' },
      { code: 'billing.date-unreadable', field: 'from', params: { found: '2025-02-30' } },
    ],
    [
      'from a moment',
      { from: '2025-05-01T10:00' },
      { code: 'billing.date-unreadable', field: 'from', params: { found: '2025-05-01T10:00' } },
    ],
    [
      'from a day and something before it',
      { from: 'on2025-05-01' },
      { code: 'billing.date-unreadable', field: 'from', params: { found: 'on2025-05-01' } },
    ],
    ['without a reason', { reason: ' ' }, { code: 'billing.reason-missing', field: 'reason' }],
    [
      'with a reason of 301 letters',
      { reason: 'x'.repeat(301) },
      { code: 'billing.reason-long', field: 'reason', params: { max: 300 } },
    ],
  ])('%s is refused', (_, change, problem) => {
    expect(checkFact(asked, { ...typed, ...change })).toEqual({ ok: false, problem });
  });

  test('may have a reason of 300 letters', () => {
    expect(checkFact(asked, { ...typed, reason: 'x'.repeat(300) }).ok).toBe(true);
  });

  test('of rates that ask for nothing is refused too', () => {
    expect(checkFact(new Map(), typed)).toMatchObject({ problem: { params: { name: 'hhsize', known: '—' } } });
  });
});

describe('what the rates of a day ask of a place and nobody knows', () => {
  const said = (name: string, value: string, from = '2024-01-01') =>
    ({ owner: 'service-point', name, value, fromOn: day(from) }) as const;
  const missing = (facts: Partial<ServiceFacts>, on = '2025-05-01', of: RateBook = rates) =>
    missingFacts({ rateClass: 'HOME', facts: { ...plainFacts, ...facts } }, of, day(on));

  test.each([
    ['nobody said anything', {}, '2025-05-01', ['hhsize', 'drought_stage']],
    ['before the rates asked for it', {}, '2025-02-28', ['hhsize']],
    ['on the day from which they do', {}, '2025-03-01', ['hhsize', 'drought_stage']],
    ['before any rates', {}, '2024-02-28', []],
    ['everything is said', { said: [said('hhsize', '4'), said('drought_stage', '1')] }, '2025-05-01', []],
    ['said from tomorrow', { said: [said('hhsize', '4', '2025-05-02')] }, '2025-05-01', ['hhsize', 'drought_stage']],
    ['said, and no use to the rates', { said: [said('hhsize', 'many')] }, '2025-05-01', ['hhsize', 'drought_stage']],
    ['of a place without a meter', { meter_size: '' }, '2025-02-28', ['meter_size', 'hhsize']],
    ['of a meter of another size', { meter_size: '4"' }, '2025-02-28', ['meter_size', 'hhsize']],
  ])('%s', (_, facts, on, names) => {
    expect(missing(facts, on)).toEqual(names);
  });

  test('the size that the meter says goes before what people said of it', () => {
    const onlySize: RateBook = () => [version('2024-03-01', size)];
    expect(missing({ meter_size: '4"', said: [said('meter_size', '1"')] }, '2025-05-01', onlySize)).toEqual([
      'meter_size',
    ]);
    expect(missing({ meter_size: '', said: [said('meter_size', '1"')] }, '2025-05-01', onlySize)).toEqual([]);
  });

  test('what the rates fall back on is not missing; a name that every object has is', () => {
    const asks: RateBook = () => [
      version('2024-03-01', { ...household, fallback: '3' }, { name: 'toString', values: [] }),
    ];
    expect(missing({}, '2025-05-01', asks)).toEqual(['toString']);
  });

  test('what Caudal knows of a place itself is known', () => {
    const yesOrNo = ['yes', 'no'];
    const places: RateBook = () => [
      version(
        '2024-03-01',
        { name: 'elevation_zone', values: ['E2'] },
        { name: 'backflow', values: yesOrNo },
        { name: 'high_elevation', values: yesOrNo },
      ),
    ];
    expect(missing({ elevation_zone: 'E2' }, '2025-05-01', places)).toEqual([]);
    expect(missing({}, '2025-05-01', places)).toEqual(['elevation_zone']);
    const no: RateBook = () => [
      version('2024-03-01', { name: 'backflow', values: ['no'] }, { name: 'high_elevation', values: ['no'] }),
    ];
    expect(missing({ backflow: true }, '2025-05-01', no)).toEqual(['backflow']);
    expect(missing({ high_elevation: true }, '2025-05-01', no)).toEqual(['high_elevation']);
    const yes: RateBook = () => [
      version('2024-03-01', { name: 'backflow', values: ['yes'] }, { name: 'high_elevation', values: ['yes'] }),
    ];
    expect(missing({ backflow: true, high_elevation: true }, '2025-05-01', yes)).toEqual([]);
    expect(missing({}, '2025-05-01', yes)).toEqual(['backflow', 'high_elevation']);
  });
});
