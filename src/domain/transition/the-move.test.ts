import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type AtRiskFacts, atRisk, byUrgency, holdsLateFees } from './at-risk.ts';
import { autopayLapse } from './lapse.ts';
import { lateFeeHold } from './late-fee-hold.ts';
import type { TransitionPolicy } from './policy.ts';
import { type MoveFacts, whatTheMoveChanged } from './what-the-move-changed.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).toInstant();

const policy: TransitionPolicy = {
  timeZone: 'America/Los_Angeles',
  cutOver: at('2025-05-06T00:00'),
  leadHours: 24,
  holdLateFeesDays: 30,
  lastDraftDays: 5,
};
const account = { customer: '00123456', account: '0004321' };
const autopayRoster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-20'), nextDraft: cents(6134) };
const billDue = (dueOn: string, owed = 6134) => ({
  number: 'B-1',
  issuedOn: date(dueOn).subtract({ days: 20 }),
  dueOn: date(dueOn),
  owed: cents(owed),
  billed: cents(owed),
});

describe('legacy drafts', () => {
  test.each([
    ['2025-05-05', 'lastDraft'],
    ['2025-05-06', 'lostDraft'],
    ['2025-05-07', 'lostDraft'],
  ] as const)('scheduled for %s is the %s', (on, which) => {
    const lapse = autopayLapse({ hadAutopay: true, nextDraftOn: date(on) }, policy);
    expect(lapse.kind === 'lapsed' && `${lapse[which]?.on}`).toBe(on);
    expect(lapse.kind === 'lapsed' && `${lapse.until}`).toBe('2025-05-05');
  });

  test('a one-time payment set up ahead lapses too; without anything nothing does', () => {
    expect(autopayLapse({ hadAutopay: false, nextDraftOn: date('2025-05-09') }, policy).kind).toBe('lapsed');
    expect(autopayLapse({ hadAutopay: false, nextDraftOn: date('2025-05-02') }, policy).kind).toBe('none');
    expect(autopayLapse({ hadAutopay: false }, policy).kind).toBe('none');
  });
});

describe('at risk', () => {
  const facts: AtRiskFacts = { account, roster: autopayRoster, unpaidBill: billDue('2025-05-20') };
  const stageAt = (now: string, change: Partial<AtRiskFacts> = {}) =>
    atRisk({ ...facts, ...change }, at(now), policy)?.stage;

  test.each([
    ['2025-05-06T09:00', 'can-register'],
    ['2025-05-19T00:00', 'can-register'],
    ['2025-05-19T00:01', 'pay-by-hand'],
    ['2025-05-20T23:59', 'pay-by-hand'],
    ['2025-05-21T00:00', 'overdue'],
  ])('a bill due 20 May is, at %s, one to %s', (now, stage) => {
    expect(stageAt(now)).toBe(stage);
  });

  test('is over once it is paid, being paid, or covered by a new autopay', () => {
    const { unpaidBill: _paid, ...settled } = facts;
    expect(atRisk(settled, at('2025-05-10T09:00'), policy)).toBeUndefined();
    expect(stageAt('2025-05-10T09:00', { paymentUnderWay: true })).toBeUndefined();
    expect(stageAt('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-20') })).toBeUndefined();
  });

  test('stays while the new autopay begins with a later bill', () => {
    expect(stageAt('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-21') })).toBe('can-register');
  });

  test('is not a bill due before the cut-over, nor one the last old draft paid, nor one without autopay', () => {
    expect(stageAt('2025-05-10T09:00', { unpaidBill: billDue('2025-05-05') })).toBeUndefined();
    const ran = { ...autopayRoster, nextDraftOn: date('2025-05-04') };
    expect(stageAt('2025-05-09T09:00', { roster: ran, unpaidBill: billDue('2025-05-08') })).toBeUndefined();
    expect(stageAt('2025-05-10T09:00', { roster: { hadAutopay: false, hadEbill: true } })).toBeUndefined();
  });

  describe('the last draft of the old portal', () => {
    const ran = { ...autopayRoster, nextDraftOn: date('2025-05-05') };
    const bill = billDue('2025-05-08');
    const risk = (now: string, change: Partial<AtRiskFacts> = {}) =>
      atRisk({ ...facts, roster: ran, unpaidBill: bill, ...change }, at(now), policy);
    const held = (now: string) => holdsLateFees({ ...facts, roster: ran, unpaidBill: bill }, at(now), policy);

    test('is awaited for the days of the policy, then the bill is at risk; late fees wait all the while', () => {
      expect(risk('2025-05-10T23:59')).toBeUndefined();
      expect(held('2025-05-10T23:59')).toBe(true);
      expect(risk('2025-05-11T00:00')).toMatchObject({ because: 'last-draft-missing', owed: 6134, stage: 'overdue' });
      expect(held('2025-05-11T00:00')).toBe(true);
    });

    test('that came back is not awaited', () => {
      expect(risk('2025-05-07T09:00', { lastDraftCameBack: true })?.because).toBe('last-draft-missing');
    });

    test('for less than the bill leaves the rest to be paid by hand, before and after it arrives', () => {
      const roster = { ...ran, nextDraft: cents(4000) };
      expect(risk('2025-05-06T09:00', { roster })).toMatchObject({ because: 'last-draft-short', owed: 2134 });
      const arrived = { ...bill, owed: cents(2134) };
      expect(risk('2025-05-07T09:00', { roster, unpaidBill: arrived })).toMatchObject({ owed: 2134 });
    });

    test('for more than the bill covers it', () => {
      expect(risk('2025-05-06T09:00', { roster: { ...ran, nextDraft: cents(9000) } })).toBeUndefined();
    });

    test('is also awaited, and missed, for a bill due before the cut-over', () => {
      const due = { ...billDue('2025-05-05'), issuedOn: date('2025-04-15') };
      expect(risk('2025-05-09T09:00', { unpaidBill: due })).toBeUndefined();
      expect(risk('2025-05-11T09:00', { unpaidBill: due })?.because).toBe('last-draft-missing');
    });

    test('is no reason to call whom the new autopay covers', () => {
      expect(risk('2025-05-12T09:00', { autopayFirstDueOn: bill.dueOn })).toBeUndefined();
    });

    test('is said to the customer in its three states', () => {
      const kinds = (now: string, roster = ran) =>
        whatTheMoveChanged({ roster, unpaidBill: bill, ebill: 'none' }, at(now), policy).map((one) => one.kind);
      expect(kinds('2025-05-07T09:00')).toEqual(['last-draft-ran']);
      expect(kinds('2025-05-07T09:00', { ...ran, nextDraft: cents(4000) })).toEqual(['last-draft-short']);
      expect(kinds('2025-05-11T09:00')).toEqual(['last-draft-missing']);
    });
  });

  test('the soonest due comes first, then the largest amount', () => {
    const listed = [billDue('2025-05-20', 100), billDue('2025-05-12', 500), billDue('2025-05-20', 900)]
      .flatMap((unpaidBill) => atRisk({ ...facts, unpaidBill }, at('2025-05-06T09:00'), policy) ?? [])
      .sort(byUrgency);
    expect(listed.map((one) => [`${one.dueOn}`, one.owed])).toEqual([
      ['2025-05-12', 500],
      ['2025-05-20', 900],
      ['2025-05-20', 100],
    ]);
  });

  test('holds late fees for as long after the cut-over as the policy says', () => {
    expect(`${lateFeeHold(policy)?.untilOn}`).toBe('2025-06-05');
    const { holdLateFeesDays: _none, ...strict } = policy;
    expect(lateFeeHold(strict)).toBeUndefined();
  });
});

describe('what the move changed', () => {
  const facts: MoveFacts = { roster: autopayRoster, unpaidBill: billDue('2025-05-20'), ebill: 'none' };
  const changed = (now: string, change: Partial<MoveFacts> = {}) =>
    whatTheMoveChanged({ ...facts, ...change }, at(now), policy);

  test('before the cut-over it says what will', () => {
    const roster = { ...autopayRoster, hadEbill: true };
    expect(changed('2025-05-05T23:59', { roster }).map((one) => one.kind)).toEqual([
      'autopay-will-lapse',
      'ebill-will-lapse',
    ]);
  });

  test('autopay ended on 5 May; turn it on by 19 May for the bill due 20 May', () => {
    expect(changed('2025-05-06T00:00')).toEqual([
      {
        kind: 'autopay-lapsed',
        until: date('2025-05-05'),
        turnOnBy: at('2025-05-19T00:00'),
        forBillDue: date('2025-05-20'),
        owed: 6134,
      },
    ]);
  });

  test('after the last moment the bill is paid by hand', () => {
    expect(changed('2025-05-19T00:01')).toEqual([
      { kind: 'autopay-too-late', until: date('2025-05-05'), billDue: date('2025-05-20'), owed: 6134 },
    ]);
    expect(changed('2025-05-19T12:00', { autopayFirstDueOn: date('2025-05-21') })).toEqual([
      { kind: 'autopay-starts-later', billDue: date('2025-05-20'), owed: 6134 },
    ]);
  });

  test('with nothing owed it only says that autopay ended', () => {
    const { unpaidBill: _paid, ...settled } = facts;
    expect(whatTheMoveChanged(settled, at('2025-05-10T09:00'), policy)).toEqual([
      { kind: 'autopay-lapsed-nothing-owed', until: date('2025-05-05') },
    ]);
  });

  test('the last draft of the old portal is on its way', () => {
    const roster = { hadAutopay: true, hadEbill: false, nextDraftOn: date('2025-05-05'), nextDraft: cents(6134) };
    expect(changed('2025-05-06T09:00', { roster, unpaidBill: billDue('2025-05-07') })).toEqual([
      { kind: 'last-draft-ran', on: date('2025-05-05'), amount: 6134 },
    ]);
  });

  test.each([
    ['none', 'ebill-lapsed'],
    ['unverified', 'ebill-unverified'],
    ['verified', undefined],
  ] as const)('e-bill %s is %s', (ebill, kind) => {
    const roster = { hadAutopay: false, hadEbill: true };
    expect(changed('2025-05-10T09:00', { roster, ebill })[0]?.kind).toBe(kind);
  });

  test('nothing, where everything is on again or there never was a login', () => {
    expect(changed('2025-05-10T09:00', { autopayFirstDueOn: date('2025-05-20') })).toEqual([]);
    expect(whatTheMoveChanged({ ebill: 'none' }, at('2025-05-10T09:00'), policy)).toEqual([]);
  });
});
