/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const ledgerProblemCodes = [
  /** The key was used before for something else: nothing was posted. */
  'ledger.idempotency-key-reused',
  'ledger.already-reversed',
  'ledger.entry-not-found',
] as const;

export type LedgerProblemCode = (typeof ledgerProblemCodes)[number];
