/** What is known about how an account wants its bills, on the day one is issued. */
export interface DeliveryFacts {
  /** E-bill as it stands in Caudal: asked for, and whether its address was verified. */
  readonly ebill?: { readonly verified: boolean };
  /** E-bill was on here and was switched off. */
  readonly ebillEnded: boolean;
  /** It ended because the mail server refused its address for good. */
  readonly ebillRefused: boolean;
  /** The old portal's roster said e-bill. */
  readonly rosterEbill: boolean;
  /** Somebody registered for the account. */
  readonly registered: boolean;
  /** Issued before the new portal opened, when the old one still sent its e-bills. */
  readonly beforeCutOver: boolean;
}

export const deliveryReasons = [
  'ebill-enrolled',
  'ebill-by-old-portal',
  'ebill-address-unverified',
  'ebill-ended',
  'ebill-refused',
  'ebill-lapsed-at-cut-over',
  'never-registered',
  'paper-preferred',
  'billing-system',
] as const;
type DeliveryReason = (typeof deliveryReasons)[number];

export interface Delivery {
  readonly delivery: 'paper' | 'ebill';
  readonly reason: DeliveryReason;
}

/** How a bill goes out, and why. Paper unless e-bill is proven: only a verified address stops paper (T5). */
export function decideDelivery(facts: DeliveryFacts): Delivery {
  if (facts.ebill?.verified === true) return { delivery: 'ebill', reason: 'ebill-enrolled' };
  if (facts.beforeCutOver && facts.rosterEbill) return { delivery: 'ebill', reason: 'ebill-by-old-portal' };
  return { delivery: 'paper', reason: whyPaper(facts) };
}

function whyPaper({ ebill, ebillEnded, ebillRefused, rosterEbill, registered }: DeliveryFacts): DeliveryReason {
  if (ebill !== undefined) return 'ebill-address-unverified';
  if (ebillRefused) return 'ebill-refused';
  if (ebillEnded) return 'ebill-ended';
  if (rosterEbill) return 'ebill-lapsed-at-cut-over';
  return registered ? 'paper-preferred' : 'never-registered';
}
