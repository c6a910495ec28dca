import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type Dispute, type DisputeState, isOpenDispute, withdrawnNow, withWord } from './dispute.ts';

const at = (hour: number) => Temporal.Instant.from('2026-05-20T00:00:00Z').add({ hours: hour });
const said = (about: Partial<Dispute>): Dispute => ({
  ...{ reference: 'd-1', amount: cents(6134), reason: 'fraudulent', state: 'needs-response' },
  ...{ withdrawn: cents(0), reinstated: cents(0), fee: cents(0), openedAt: at(1), saidAt: at(1) },
  ...about,
});

test.each<[DisputeState, boolean]>([
  ['inquiry', true],
  ['inquiry-closed', false],
  ['needs-response', true],
  ['under-review', true],
  ['won', false],
  ['lost', false],
])('%s waits for somebody: %s', (state, open) => {
  expect(isOpenDispute(state)).toBe(open);
});

test.each<[DisputeState, DisputeState, DisputeState]>([
  ['inquiry', 'inquiry-closed', 'inquiry-closed'],
  ['inquiry', 'needs-response', 'needs-response'],
  ['inquiry-closed', 'inquiry', 'inquiry-closed'],
  ['needs-response', 'inquiry', 'needs-response'],
  ['needs-response', 'under-review', 'under-review'],
  ['under-review', 'won', 'won'],
  ['won', 'under-review', 'won'],
  ['won', 'lost', 'lost'],
  ['lost', 'won', 'won'],
])('%s, then later %s: %s', (known, later, state) => {
  expect(withWord(said({ state: known }), said({ state: later, saidAt: at(2) })).state).toBe(state);
});

test('between two decisions the later word wins, whichever is heard first', () => {
  const [won, lost] = [said({ state: 'won', saidAt: at(2) }), said({ state: 'lost', saidAt: at(3) })];
  expect([withWord(won, lost).state, withWord(lost, won).state]).toEqual(['lost', 'lost']);
  expect(withWord(won, { ...lost, saidAt: at(2) }).state).toBe('won');
});

test('the first word is all that is known', () => {
  expect(withWord(undefined, said({}))).toEqual(said({}));
});

test('sums only grow, the rest is the later word, and an older word adds what only it said', () => {
  const opened = said({ evidenceDueAt: at(99), withdrawn: cents(6134), fee: cents(1500), reason: 'general' });
  const later = said({ saidAt: at(5), state: 'under-review', reinstated: cents(1000) });
  const both = {
    ...said({ saidAt: at(5), state: 'under-review', evidenceDueAt: at(99) }),
    ...{ withdrawn: 6134, reinstated: 1000, fee: 1500 },
  };
  expect(withWord(opened, later)).toEqual(both);
  expect(withWord(later, opened)).toEqual(both);
  expect(withWord(both as Dispute, said({ saidAt: at(6), fee: cents(2000) })).fee).toBe(2000);
  expect(withWord(both as Dispute, said({ fee: cents(2000) })).fee).toBe(1500);
});

test.each([
  ['nothing was withdrawn', { withdrawn: cents(0) }, 0],
  ['all was withdrawn', { withdrawn: cents(6134) }, 6134],
  ['part came back', { withdrawn: cents(6134), reinstated: cents(1000) }, 5134],
  ['more came back than went', { withdrawn: cents(100), reinstated: cents(1000) }, 0],
  ['it was won', { state: 'won' as const, withdrawn: cents(6134) }, 0],
  ['it was lost, and the withdrawal was never heard of', { state: 'lost' as const }, 6134],
  ['it was lost, with what the bank took on top', { state: 'lost' as const, withdrawn: cents(7000) }, 7000],
])('where %s, %j: %i cents are gone', (_, about, gone) => {
  expect(withdrawnNow(said(about))).toBe(gone);
});
