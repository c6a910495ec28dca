import { expect, test } from 'vitest';
import { returnReason } from './return-reasons.ts';

test.each([
  // Nacha's codes, by what the customer must do.
  ['not-enough-money', undefined, 'R01 R09 insufficient-funds'],
  ['no-account', 'new-method', 'R02 R03 R04 R12 R13 R17 R20 account-closed no-such-account'],
  ['frozen', 'new-method', 'R14 R15 R16'],
  ['not-authorized', 'new-agreement', 'R05 R07 R10 R11 R29'],
  ['stopped', 'new-agreement', 'R08'],
  ['card', undefined, 'card-declined'],
  ['card', 'new-method', 'expired-card incorrect-code method-unknown'],
  ['disputed', 'new-agreement', 'disputed'],
  // A bank that was asked to send it back, and codes nobody knows.
  ['other', 'new-agreement', 'R06 R99 whatever'],
])('%s, to be mended by %s: %s', (why, mend, codes) => {
  const reason = { why, ...(mend !== undefined && { mend }) };
  expect(codes.split(' ').map((code) => [code, returnReason(code)])).toEqual(
    codes.split(' ').map((code) => [code, reason]),
  );
});
