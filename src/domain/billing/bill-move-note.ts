/** What a bill says about the move, to this account (T3, T5); fixed when the bill is issued. */
export interface BillMoveNote {
  readonly autopay: 'none' | 'lapsed' | 'will-lapse' | 'last-draft';
  readonly ebill: 'none' | 'lapsed' | 'will-lapse';
  /** The account had a login in the old portal. */
  readonly hadLogin: boolean;
  /** The old portal's last day, and this one's first. */
  readonly until: Temporal.PlainDate;
  readonly opensOn: Temporal.PlainDate;
  /** The account's last moment to register and set autopay for this bill. */
  readonly registerBy: Temporal.Instant;
  readonly lastDraftOn?: Temporal.PlainDate;
}
