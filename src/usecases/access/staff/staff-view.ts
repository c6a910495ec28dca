/** Who of the staff looks, and from where: written down, and later shown to the customer. */
export interface StaffView {
  readonly staffId: string;
  readonly now: Temporal.Instant;
  readonly address?: string;
}
