import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type DraftFacts, decideDraft } from './draft-decision.ts';

const owing: DraftFacts = {
  ...{ billState: 'posted', autopayEnded: false, autopayPaused: false, accountClosed: false, isTooLate: false },
  ...{ isHeld: false, paymentUnderWay: false, owed: cents(6134) },
};

test.each<[string, Partial<DraftFacts>, string]>([
  ['the bill is unpaid', {}, 'charge 6134'],
  ['part was paid by hand', { owed: cents(1134) }, 'charge 1134'],
  ['all was paid by hand', { owed: cents(0) }, 'skip paid'],
  ['it is over the cap', { cap: cents(6133) }, 'skip over-cap'],
  ['it is just at the cap', { cap: cents(6134) }, 'charge 6134'],
  ['part was paid by hand, which brings it under the cap', { owed: cents(134), cap: cents(5000) }, 'charge 134'],
  ['autopay was ended', { autopayEnded: true }, 'skip autopay-ended'],
  ['the bill was cancelled and billed again', { billState: 'cancelled' }, 'skip bill-cancelled'],
  ['a return has paused autopay', { autopayPaused: true }, 'skip autopay-paused'],
  ['the account is closed', { accountClosed: true }, 'skip account-closed'],
  ['it could not go by the day after its due date', { isTooLate: true }, 'skip too-late'],
  ['that, and somebody is paying', { isTooLate: true, paymentUnderWay: true }, 'skip too-late'],
  ['the account is closed, and all was paid', { accountClosed: true, owed: cents(0) }, 'skip paid'],
  ['the bank sent it back for lack of money', { presentedBefore: cents(6134) }, 'charge 6134'],
  ['it was sent back, and more is owed now', { presentedBefore: cents(5000) }, 'charge 5000'],
  ['it was sent back, and part was paid by hand', { presentedBefore: cents(6135) }, 'skip amount-changed'],
  ['the customer is paying at this moment', { paymentUnderWay: true }, 'wait'],
  ['somebody objected to the access of the person who set autopay', { isHeld: true }, 'hold'],
  ['somebody objected, and it cannot go any more', { isHeld: true, isTooLate: true }, 'skip too-late'],
  ['autopay is paused, and all was paid', { autopayPaused: true, owed: cents(0) }, 'skip paid'],
  ['it is too late, and all was paid', { isTooLate: true, owed: cents(0) }, 'skip paid'],
])('when %s', (_, facts, expected) => {
  const decision = decideDraft({ ...owing, ...facts });
  const said =
    decision.kind === 'charge'
      ? `charge ${decision.amount}`
      : decision.kind === 'skip'
        ? `skip ${decision.reason}`
        : decision.kind;
  expect(said).toBe(expected);
});
