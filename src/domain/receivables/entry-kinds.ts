/** What an entry is, in three answers that everything else asks. */
interface EntryKindFacts {
  /**
   * It charges the account: what is charged after a bill stands behind it, so that payments settle the older bill first.
   * A reversal is what the entry was that it undoes.
   */
  readonly isCharge: boolean;
  /** The next bill has a line for it, so that it explains itself; everything else is in the bill's payments and credits. */
  readonly isPrinted: boolean;
  /** Money came in or went out. */
  readonly isCash: boolean;
}

/** Every kind of entry that the books know; the database knows the same (`ledger_entry_kind_is_known`). */
export const entryKinds = {
  'opening-balance': { isCharge: true, isPrinted: false, isCash: false },
  bill: { isCharge: true, isPrinted: false, isCash: false },
  payment: { isCharge: false, isPrinted: false, isCash: true },
  'payment-return': { isCharge: false, isPrinted: false, isCash: true },
  refund: { isCharge: false, isPrinted: false, isCash: true },
  /** Taken by the processor because somebody disputed a payment, or given back where the utility won. */
  dispute: { isCharge: false, isPrinted: false, isCash: true },
  'processor-fee': { isCharge: false, isPrinted: false, isCash: true },
  'late-fee': { isCharge: true, isPrinted: true, isCash: false },
  fee: { isCharge: true, isPrinted: true, isCash: false },
  deposit: { isCharge: false, isPrinted: false, isCash: true },
  'deposit-credit': { isCharge: false, isPrinted: true, isCash: false },
  /** Out of one account of a customer or, where it is a credit, into another; a debt that comes in is a charge there. */
  'balance-transfer': { isCharge: false, isPrinted: true, isCash: false },
  'transferred-charge': { isCharge: true, isPrinted: true, isCash: false },
  'deposit-transfer': { isCharge: false, isPrinted: false, isCash: false },
  adjustment: { isCharge: false, isPrinted: false, isCash: false },
  'write-off': { isCharge: false, isPrinted: false, isCash: false },
  reversal: { isCharge: false, isPrinted: false, isCash: false },
} as const satisfies Readonly<Record<string, EntryKindFacts>>;

export type EntryKind = keyof typeof entryKinds;

/** The kinds of which a fact is true. */
export const kindsThat = (fact: keyof EntryKindFacts): readonly EntryKind[] =>
  (Object.keys(entryKinds) as EntryKind[]).filter((kind) => entryKinds[kind][fact]);
