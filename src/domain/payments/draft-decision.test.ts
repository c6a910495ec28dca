import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type DraftFacts, decideDraft, owedOfBill } from './draft-decision.ts';

const owing: DraftFacts = { billState: 'posted', autopayEnded: false, paymentUnderWay: false, owed: cents(6134) };

test.each<[string, Partial<DraftFacts>, string]>([
  ['the bill is unpaid', {}, 'charge 6134'],
  ['part was paid by hand', { owed: cents(1134) }, 'charge 1134'],
  ['all was paid by hand', { owed: cents(0) }, 'skip paid'],
  ['it is over the cap', { cap: cents(6133) }, 'skip over-cap'],
  ['it is just at the cap', { cap: cents(6134) }, 'charge 6134'],
  ['part was paid by hand, which brings it under the cap', { owed: cents(134), cap: cents(5000) }, 'charge 134'],
  ['autopay was ended', { autopayEnded: true }, 'skip autopay-ended'],
  ['the bill was cancelled and billed again', { billState: 'cancelled' }, 'skip bill-cancelled'],
  ['the customer is paying at this moment', { paymentUnderWay: true }, 'wait'],
])('when %s', (_, facts, expected) => {
  const decision = decideDraft({ ...owing, ...facts });
  const said =
    decision.kind === 'charge'
      ? `charge ${decision.amount}`
      : decision.kind === 'skip'
        ? `skip ${decision.reason}`
        : 'wait';
  expect(said).toBe(expected);
});

test.each([
  // amount due, balance now, charged since → owed of the bill
  [6134, 6134, 0, 6134],
  [6134, 4134, 0, 4134],
  [6134, 0, 0, 0],
  [6134, -500, 0, 0],
  // The next bill has come: its charges stand behind.
  [6134, 10_134, 4000, 6134],
  [6134, 5000, 4000, 1000],
  // A late fee on top is not part of the bill.
  [6134, 6634, 0, 6134],
])('a bill of %i, with %i owed now and %i charged since: %i is owed of it', (amountDue, balance, since, owed) => {
  const facts = { amountDue: cents(amountDue), balance: cents(balance), chargedSince: cents(since) };
  expect(owedOfBill(facts)).toBe(owed);
});
