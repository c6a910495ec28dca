import { type Episode, hoursRun } from './episode.ts';
import type { AlertRules, Standing } from './standing.ts';

export const tellingSteps = ['began', 'progress', 'stopped', 'fixed', 'fix-failed', 'came-back'] as const;
export type TellingStep = (typeof tellingSteps)[number];

/** One thing that a person was told of an alert. */
export interface Telling {
  readonly step: TellingStep;
  readonly at: Temporal.Instant;
  /** `progress`: the days of running that were told; `fix-failed`: which of the customer's words it answers. */
  readonly count: number;
}

export interface ToTell {
  readonly step: TellingStep;
  readonly count: number;
}

export interface AlertNow {
  readonly episode: Pick<Episode, 'began' | 'lastSeen'>;
  readonly standing: Standing;
  /** How many times the customer said that it is fixed. */
  readonly resolutions: number;
}

/**
 * The next thing to tell a person of an alert; undefined where they know it all. One at a time, in order.
 *
 * @param told what they were told of it, in order
 */
export function nextTelling(
  alert: AlertNow,
  told: readonly Telling[],
  { rules, snoozed }: { readonly rules: Pick<AlertRules, 'progressDays'>; readonly snoozed: boolean },
): ToTell | undefined {
  const { standing } = alert;
  const last = told.at(-1);
  // What came and went before anybody could do something is on the page, and no reason for a mail.
  if (last === undefined) return standing === 'running' ? { step: 'began', count: 1 } : undefined;
  const isClosed = last.step === 'stopped' || last.step === 'fixed';
  if (standing === 'running' || standing === 'running-after-fix') {
    if (isClosed) return { step: 'came-back', count: told.filter(({ step }) => step === 'came-back').length + 1 };
    if (standing === 'running-after-fix' && !told.some((one) => saysFixFailed(one, alert.resolutions))) {
      return { step: 'fix-failed', count: alert.resolutions };
    }
    return snoozed ? undefined : progressOf(alert, told, rules.progressDays);
  }
  if (isClosed || standing === 'checking' || standing === 'expected') return undefined;
  return { step: standing, count: told.filter(({ step }) => step === standing).length + 1 };
}

const saysFixFailed = ({ step, count }: Telling, resolutions: number): boolean =>
  step === 'fix-failed' && count === resolutions;

/** Only the newest milestone: whoever was away a month is told once, not for every week of it. */
function progressOf(
  { episode }: AlertNow,
  told: readonly Telling[],
  milestones: readonly number[],
): ToTell | undefined {
  const days = hoursRun(episode) / 24;
  const reached = milestones.filter((milestone) => days >= milestone).at(-1);
  if (reached === undefined) return undefined;
  const isTold = told.some(({ step, count }) => step === 'progress' && count >= reached);
  return isTold ? undefined : { step: 'progress', count: reached };
}
