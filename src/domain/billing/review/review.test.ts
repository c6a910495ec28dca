import { describe, expect, test } from 'vitest';
import { referenceUtility } from '../../../../test/support/reference-utility.ts';
import { cents, exact } from '../../kernel/index.ts';
import { type Register, type RegisterRead, registerUse } from '../../metering/index.ts';
import type { CalculatedBill } from '../calculated-bill.ts';
import {
  checkRunDates,
  mayApprove,
  type ReviewedMeter,
  type ReviewPolicy,
  type RunState,
  reviewBill,
  whyNeverBilled,
} from '../index.ts';

const policy = referenceUtility.billing.review.rules;
const day = (text: string) => Temporal.PlainDate.from(text);
const read = ([on, count, quality = 'measured']: ReadWritten): RegisterRead => ({ on: day(on), count, quality });
type ReadWritten = readonly [on: string, count: number, quality?: RegisterRead['quality']];

const gallons: Register = { serial: 'MW-1', unit: 'gal', multiplier: '1', dials: 7 };
const thousands: Register = { serial: 'MW-1', unit: 'kgal', multiplier: '1', dials: 5 };

interface Metered {
  readonly register?: Register;
  readonly rateClass?: string;
  readonly past?: readonly ReadWritten[];
  readonly from: ReadWritten;
  readonly to: ReadWritten;
  readonly classGallonsADay?: number;
}

function metered({ register = gallons, rateClass = 'RESIDENTIAL_SINGLE', past = [], from, to, ...more }: Metered) {
  const use = registerUse({ register, from: read(from), to: read(to) });
  if (!use.ok) throw new Error(use.problem.code);
  const meter: ReviewedMeter = { use: use.value, rateClass, reads: [...past, from].map(read), ...more };
  return meter;
}

interface Billed {
  readonly charges?: number;
  readonly kind?: CalculatedBill['kind'];
  readonly estimated?: boolean;
  readonly estimatedBefore?: boolean;
  readonly addressMissing?: boolean;
}

const found = (meter: ReviewedMeter, about: Billed = {}, by: ReviewPolicy = policy): readonly string[] =>
  findings(meter, about, by).map(({ rule }) => rule);

function findings(meter: ReviewedMeter, about: Billed, by: ReviewPolicy) {
  const {
    charges = 4000,
    kind = 'regular',
    estimated = false,
    estimatedBefore = false,
    addressMissing = false,
  } = about;
  const bill: CalculatedBill = {
    ...{ accountId: 1, kind, uses: [meter.use], estimates: [], lines: [], gallons: exact(0), estimated },
    ...{ period: { start: meter.use.from.on, end: meter.use.to.on }, newCharges: cents(charges) },
  };
  return reviewBill({ bill, meters: [meter], estimatedBefore, addressMissing }, by);
}

/** A year of a home: 6,000 gallons in April a year ago, and 5,000 a month this winter. */
const home: readonly ReadWritten[] = [
  ['2025-04-03', 100_000],
  ['2025-05-03', 106_000],
  ['2026-01-03', 160_000],
  ['2026-02-03', 165_000],
  ['2026-03-03', 170_000],
];

describe('much or little against the same season a year ago', () => {
  test.for([
    ['as a year ago', 181_000, []],
    ['twice as much, in a hot April', 187_000, []],
    ['three times as much', 193_000, ['high-use']],
    ['a read typed ten times too high', 1_810_000, ['high-use']],
    ['a fifth', 176_200, ['low-use']],
    ['a quarter', 176_500, []],
    ['a read typed so that a tenth is left', 175_600, ['low-use']],
    ['nothing', 175_000, ['zero-use']],
  ] as const)('%s', ([, count, rules]) => {
    const meter = metered({ past: home, from: ['2026-04-03', 175_000], to: ['2026-05-03', count] });
    expect(found(meter)).toEqual(rules);
  });
});

describe('against its last months where the season before is not known', () => {
  const winter: readonly ReadWritten[] = home.slice(2);
  test.for([
    ['four times as much, as gardens do in spring', 195_000, []],
    ['five times as much', 200_000, ['high-use']],
    ['ten times too high', 1_800_000, ['high-use']],
    ['a tenth', 175_500, ['low-use']],
    ['a fifth', 176_000, []],
  ] as const)('%s', ([, count, rules]) => {
    const meter = metered({ past: winter, from: ['2026-04-03', 175_000], to: ['2026-05-03', count] });
    expect(found(meter)).toEqual(rules);
  });
});

describe('in other units', () => {
  test.for([
    ['3 thousand gallons normally, and 3 again', 106, []],
    ['3 thousand gallons normally, and 3,000 thousand', 3103, ['high-use', 'large-bill']],
  ] as const)('%s', ([, count, rules]) => {
    const past: readonly ReadWritten[] = [
      ['2026-01-03', 94],
      ['2026-02-03', 97],
      ['2026-03-03', 100],
    ];
    const meter = metered({ register: thousands, past, from: ['2026-04-03', 103], to: ['2026-05-03', count] });
    expect(found(meter, { charges: count > 1000 ? 645_000 : 2600 })).toEqual(rules);
  });

  test('3 gallons normally and 3,000 now: somebody lives there, or it was typed wrong', () => {
    const past: readonly ReadWritten[] = [
      ['2026-01-03', 100],
      ['2026-02-03', 103],
      ['2026-03-03', 106],
    ];
    expect(found(metered({ past, from: ['2026-04-03', 109], to: ['2026-05-03', 3109] }))).toEqual(['high-use']);
    expect(found(metered({ past, from: ['2026-04-03', 109], to: ['2026-05-03', 118] }))).toEqual([]);
  });
});

describe('without a past of its own', () => {
  const from: ReadWritten = ['2026-04-03', 0];
  test.for([
    ['as half of its class', 9000, 300, []],
    ['six times what half of its class uses', 54_000, 300, ['high-use']],
    ['next to nothing of it', 400, 300, ['low-use']],
    ['with no class to go by: much', 44_000, undefined, []],
    ['with no class to go by: more than any home', 46_000, undefined, ['high-use']],
  ] as const)('%s', ([, count, classGallonsADay, rules]) => {
    const known = classGallonsADay === undefined ? {} : { classGallonsADay };
    expect(found(metered({ from, to: ['2026-05-03', count], ...known }))).toEqual(rules);
  });

  test('a business may use what no home does', () => {
    const to: ReadWritten = ['2026-05-03', 300_000];
    expect(found(metered({ from, to, rateClass: 'COMMERCIAL' }))).toEqual([]);
  });
});

test('an estimate is no past: it repeats what was believed', () => {
  const past: readonly ReadWritten[] = [
    ['2026-02-03', 1000],
    ['2026-03-03', 900_000, 'estimated'],
  ];
  const meter = metered({ past, from: ['2026-04-03', 11_000], to: ['2026-05-03', 200_000] });
  expect(found(meter)).toEqual(['high-use']);
});

describe('a register that goes down', () => {
  test.for([
    ['a meter fitted backwards, new at zero', 0, 9_988_000, ['meter-backwards', 'large-bill']],
    ['one that ran back a little', 500, 9_999_900, ['meter-backwards', 'large-bill']],
    ['one that went around the dials as it should', 9_996_000, 2000, []],
    ['around the dials, and a tenth of them', 9_996_000, 800_000, ['high-use', 'large-bill']],
  ] as const)('%s', ([, before, now, rules]) => {
    const past: readonly ReadWritten[] = [
      ['2026-01-03', Math.max(0, before - 18_000)],
      ['2026-02-03', Math.max(0, before - 12_000)],
      ['2026-03-03', Math.max(0, before - 6000)],
    ];
    const meter = metered({ past, from: ['2026-04-03', before], to: ['2026-05-03', now] });
    expect(found(meter, { charges: rules.length > 1 ? 2_000_000 : 4000 })).toEqual(rules);
  });
});

describe('what a bill itself shows', () => {
  const meter = metered({ past: home, from: ['2026-04-03', 175_000], to: ['2026-05-03', 181_000] });
  test.for([
    ['an ordinary one', {}, []],
    ['the first one', { kind: 'first' }, ['first-bill']],
    ['the last one', { kind: 'final' }, []],
    ['estimated once', { estimated: true }, []],
    ['estimated twice in a row', { estimated: true, estimatedBefore: true }, ['estimated-again']],
    ['read after an estimate', { estimatedBefore: true }, []],
    ['exactly the largest that is usual', { charges: 40_000 }, []],
    ['a cent more', { charges: 40_001 }, ['large-bill']],
    ['nothing to pay', { charges: 0 }, []],
    ['a credit', { charges: -1 }, ['negative-bill']],
    ['nowhere to send it', { addressMissing: true }, ['address-missing']],
  ] as const satisfies readonly (readonly [string, Billed, readonly string[]])[])('%s', ([, about, rules]) => {
    expect(found(meter, about)).toEqual(rules);
  });

  test('a rule that is off finds nothing, and one that is only shown holds nothing', () => {
    expect(found(meter, { kind: 'first' }, { ...policy, off: ['first-bill'] })).toEqual([]);
    const shown = findings(meter, { kind: 'first' }, { ...policy, shown: ['first-bill'] });
    expect(shown).toEqual([{ rule: 'first-bill', params: {}, holds: false }]);
  });
});

describe('the dates of a run typed on May 7, 2026', () => {
  const others = [{ id: 3, readThrough: day('2026-04-05') }];
  test.for([
    ['the usual ones', '2026-05-05', '2026-05-07', undefined],
    ['last month’s, late', '2026-03-12', '2026-05-07', undefined],
    ['reads of the future', '2026-05-19', '2026-05-21', 'billing.read-through-outside'],
    ['the year before', '2025-05-05', '2026-05-07', 'billing.read-through-outside'],
    ['issued a year ago', '2026-05-05', '2025-05-21', 'billing.issue-on-outside'],
    ['issued next year', '2026-05-05', '2027-05-07', 'billing.issue-on-outside'],
    ['issued before the reads', '2026-05-05', '2026-05-04', 'billing.issue-on-outside'],
    ['issued a fortnight ago', '2026-04-20', '2026-04-22', 'billing.issue-on-outside'],
    ['a month that was run already', '2026-04-19', '2026-05-07', 'billing.month-run-already'],
  ] as const)('%s', ([, through, issued, refusal]) => {
    const issuedOn = day(issued);
    const dates = { readThrough: day(through), issuedOn, dueOn: issuedOn.add({ days: 21 }) };
    const given = { today: day('2026-05-07'), policy: referenceUtility.billing.review.dates, others };
    const checked = checkRunDates(dates, given);
    expect(checked.ok ? undefined : checked.problem.code).toBe(refusal);
  });

  test('a refusal says what was typed and what was expected', () => {
    const issuedOn = day('2026-05-21');
    const dates = { readThrough: day('2026-05-19'), issuedOn, dueOn: issuedOn.add({ days: 21 }) };
    const given = { today: day('2026-05-07'), policy: referenceUtility.billing.review.dates, others: [] };
    expect(checkRunDates(dates, given)).toMatchObject({
      problem: { field: 'readThrough', params: { found: '2026-05-19', from: '2026-03-06', to: '2026-05-07' } },
    });
  });

  test('bills that would be due today or before', () => {
    const dates = { readThrough: day('2026-05-05'), issuedOn: day('2026-05-06'), dueOn: day('2026-05-07') };
    const given = { today: day('2026-05-07'), policy: referenceUtility.billing.review.dates, others: [] };
    expect(checkRunDates(dates, given)).toMatchObject({ problem: { code: 'billing.due-on-past' } });
  });
});

describe('who may approve a run', () => {
  const run = { state: 'calculated' as RunState, calculatedBy: ['ana'], bills: 98, newCharges: 420_000, waiting: 0 };
  test.for([
    ['a second person', run, 'luis', undefined],
    ['the one who calculated it', run, 'ana', 'billing.run-own'],
    ['one of two who calculated it', { ...run, calculatedBy: ['ana', 'luis'] }, 'luis', 'billing.run-own'],
    ['while a bill waits', { ...run, waiting: 1 }, 'luis', 'billing.run-not-reviewed'],
    ['a run without bills', { ...run, bills: 0 }, 'luis', 'billing.run-empty'],
    ['one that is posted', { ...run, state: 'posted' as const }, 'luis', 'billing.run-not-possible-now'],
    ['one that was cancelled', { ...run, state: 'cancelled' as const }, 'luis', 'billing.run-not-possible-now'],
    ['one that is other than what was seen', { ...run, bills: 99 }, 'luis', 'billing.run-changed'],
  ] as const)('%s', ([, asked, staffId, refusal]) => {
    const may = mayApprove(asked, {
      staffId,
      seen: { bills: asked.bills === 99 ? 98 : asked.bills, newCharges: 420_000 },
    });
    expect(may.ok ? undefined : may.problem.code).toBe(refusal);
  });
});

describe('why nobody has billed an account', () => {
  const known = { cycles: ['A', 'B'], hasRates: (rateClass: string) => rateClass === 'RESIDENTIAL_SINGLE' };
  const fine = { cycle: 'A', rateClasses: ['RESIDENTIAL_SINGLE'], meters: 1 };
  test.for([
    ['in a cycle that nobody knows', { ...fine, cycle: 'Q' }, 'billing.cycle-unknown'],
    ['in a cycle written small', { ...fine, cycle: 'a' }, 'billing.cycle-unknown'],
    ['without a service point', { ...fine, rateClasses: [], meters: 0 }, 'billing.no-service-point'],
    ['of a class without rates', { ...fine, rateClasses: ['FIRE_LINE'] }, 'billing.class-without-rates'],
    ['without a meter', { ...fine, meters: 0 }, 'metering.no-meter'],
    ['with a draft that waits', { ...fine, draftRunId: 7 }, 'billing.waits-in-run'],
    ['that could not be billed', { ...fine, exception: { code: 'metering.negative-use' } }, 'metering.negative-use'],
    ['whose cycle nobody ran', fine, 'billing.cycle-not-run'],
  ] as const)('%s', ([, account, code]) => {
    expect(whyNeverBilled(account, known).code).toBe(code);
  });
});
