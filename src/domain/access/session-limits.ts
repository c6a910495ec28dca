/**
 * How long a sign-in lasts. NIST SP 800-63B-4 section 2.2.3 (AAL2): at most 24 hours, and at most 1 hour idle. Caudal is
 * stricter for staff, who sit among other people, and asks again before payment or delivery change.
 */
export const sessionLimits = {
  customer: { idleMinutes: 30, absoluteHours: 12 },
  staff: { idleMinutes: 15, absoluteHours: 10 },
  /** A sign-in younger than this is recent enough to change payment or delivery. */
  recentMinutes: 10,
} as const;
