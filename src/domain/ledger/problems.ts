/** What can be wrong when the books are asked to change. */
export type LedgerProblemCode =
  /** The key was used before for something else: nothing was posted. */
  'ledger.idempotency-key-reused' | 'ledger.already-reversed' | 'ledger.entry-not-found';
