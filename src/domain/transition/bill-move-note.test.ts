import { describe, expect, test } from 'vitest';
import { twoParts } from '../../../test/support/number-shapes.ts';
import { cents } from '../kernel/index.ts';
import { type BillMoveFacts, billMoveNote, billMoveSentences } from './bill-move-note.ts';
import type { RosterFacts } from './roster-line.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const moment = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).toInstant();
const policy = {
  timeZone: 'America/Los_Angeles',
  cutOver: moment('2026-05-06T08:00'),
  leadHours: 24,
  lastDraftDays: 5,
  numbers: twoParts,
};
const after = { issuedOn: date('2026-05-07'), dueOn: date('2026-05-28'), amountDue: cents(2595) };
const before = { issuedOn: date('2026-04-24'), dueOn: date('2026-05-15'), amountDue: cents(2595) };
const autopay: RosterFacts = { hadAutopay: true, hadEbill: false };
const ebill: RosterFacts = { hadAutopay: false, hadEbill: true };

const said = (roster: RosterFacts | undefined, bill = after, more: Partial<BillMoveFacts> = {}) => {
  const facts = { hasAutopay: false, hasEbill: false, ...(roster === undefined ? {} : { roster }), ...more };
  const note = billMoveNote(facts, bill, policy);
  return note && billMoveSentences(note, bill, policy.timeZone).map(({ key }) => key.replace('bill.move.', ''));
};

describe('a bill says what the move changed for its account', () => {
  test.each<[string, RosterFacts | undefined, typeof after, readonly string[] | undefined]>([
    ['autopay, after', autopay, after, ['autopay-lapsed']],
    ['autopay, before', autopay, before, ['autopay-will-lapse']],
    ['e-bill, after', ebill, after, ['ebill-lapsed', 'register-by-after']],
    ['e-bill, before', ebill, before, ['ebill-will-lapse', 'register-by-before']],
    ['both, after', { hadAutopay: true, hadEbill: true }, after, ['autopay-lapsed', 'ebill-lapsed']],
    ['both, before', { hadAutopay: true, hadEbill: true }, before, ['autopay-will-lapse', 'ebill-will-lapse']],
    ['neither, with a login', { hadAutopay: false, hadEbill: false }, after, ['login-only-after', 'register-by-after']],
    ['neither, never online', undefined, after, ['no-login-after', 'register-by-after']],
    ['a draft that still ran', { ...autopay, nextDraftOn: date('2026-05-05') }, before, ['autopay-last-draft']],
    ['nothing due', autopay, { ...after, amountDue: cents(-100) }, ['autopay-lapsed-nothing-due']],
    ['a bill due before the cut-over', autopay, { ...before, dueOn: date('2026-05-05') }, undefined],
    ['nobody has time', autopay, { ...after, dueOn: date('2026-05-07') }, ['autopay-too-late']],
    ['due tomorrow: the day before is past', autopay, { ...after, dueOn: date('2026-05-08') }, ['autopay-too-late']],
  ])('%s', (_what, roster, bill, sentences) => {
    expect(said(roster, bill)).toEqual(sentences);
  });

  test('until the account has it again; of whom nothing lapsed, for two months', () => {
    expect(said(autopay, after, { hasAutopay: true })).toBeUndefined();
    expect(said({ hadAutopay: true, hadEbill: true }, after, { hasAutopay: true })).toContain('ebill-lapsed');
    const autumn = { ...after, issuedOn: date('2026-09-07'), dueOn: date('2026-09-28') };
    expect(said(autopay, autumn)).toEqual(['autopay-lapsed']);
    expect(said(undefined, autumn)).toBeUndefined();
  });

  test('with the account’s own last moment to register', () => {
    const note = billMoveNote({ roster: autopay, hasAutopay: false, hasEbill: false }, after, policy);
    expect(note?.registerBy).toEqual(moment('2026-05-27T00:00'));
  });
});
