import { isOpen, type Standing } from './standing.ts';

/** How staff try to reach somebody about an alert. */
export const alertOutreachChannels = ['phone', 'email', 'letter', 'visit'] as const;
export type AlertOutreachChannel = (typeof alertOutreachChannels)[number];

/** What came of it. */
export const outreachResults = ['reached', 'message-left', 'no-answer', 'wrong-number'] as const;
export type OutreachResult = (typeof outreachResults)[number];

/**
 * Whether anybody at the address knows about the alert: `untold`, `told` by a notice of ours, `no-answer` where staff tried
 * and spoke with nobody, `reached`, or `over`: fixed, stopped or expected.
 */
export const outreachStates = ['untold', 'told', 'no-answer', 'reached', 'over'] as const;
export type OutreachState = (typeof outreachStates)[number];

export function outreachStateOf(known: {
  readonly standing: Standing;
  /** A notice of the alert was queued to somebody. */
  readonly told: boolean;
  readonly results: readonly OutreachResult[];
}): OutreachState {
  if (!isOpen(known.standing)) return 'over';
  if (known.results.includes('reached')) return 'reached';
  if (known.results.length > 0) return 'no-answer';
  return known.told ? 'told' : 'untold';
}
