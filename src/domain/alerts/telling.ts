import { type Episode, hoursRun } from './episode.ts';
import type { AlertRules, Standing } from './standing.ts';

const tellingSteps = ['began', 'progress', 'stopped', 'fixed', 'fix-failed', 'came-back'] as const;
export type TellingStep = (typeof tellingSteps)[number];

/** One thing that a person was told about an alert. */
export interface Telling {
  readonly step: TellingStep;
  readonly at: Temporal.Instant;
  /** It was an open hose then, and no leak. */
  readonly asHose: boolean;
  /** `fix-failed`: which of the customer's words it answers; else the newest milestone of days that was told with it. */
  readonly count: number;
}

export interface ToTell {
  readonly step: TellingStep;
  readonly count: number;
}

export interface AlertNow {
  readonly episode: Pick<Episode, 'kind' | 'began' | 'lastSeen'>;
  readonly standing: Standing;
  /** Hours of reads since it was last seen; days on which it ran. Left out, they are not known to be few. */
  readonly quietHours?: number;
  readonly ranDays?: number;
  /** How many times the customer said that it is fixed. */
  readonly resolutions: number;
}

/**
 * The next thing to tell a person of an alert; undefined where they know it all. One at a time, in order. Of a leak they
 * know nothing by having heard of an open hose.
 *
 * @param told what they were told about it, in order
 */
export function nextTelling(
  alert: AlertNow,
  told: readonly Telling[],
  { rules, snoozed }: { readonly rules: Pick<AlertRules, 'progressDays' | 'quietDays'>; readonly snoozed: boolean },
): ToTell | undefined {
  const { standing } = alert;
  const last = told.at(-1);
  const milestone = milestoneOf(alert, rules.progressDays);
  const heard = alert.episode.kind === 'hose' ? told : told.filter(({ asHose }) => !asHose);
  if (heard.length === 0 && standing === 'running') return { step: 'began', count: milestone };
  // What came and went before anybody could do something is on the page, and no reason for a mail.
  if (last === undefined) return undefined;
  if (standing === 'running' || standing === 'running-after-fix') {
    if (saysOver(heard.at(-1) ?? last)) return { step: 'came-back', count: milestone };
    if (standing === 'running-after-fix' && !told.some((one) => saysFixFailed(one, alert.resolutions))) {
      return { step: 'fix-failed', count: alert.resolutions };
    }
    const knows = Math.max(...told.filter(({ step }) => step !== 'fix-failed').map(({ count }) => count));
    return snoozed || milestone <= knows ? undefined : { step: 'progress', count: milestone };
  }
  if (saysOver(last) || standing === 'checking' || standing === 'expected') return undefined;
  if (standing === 'stopped' && mayComeBack(alert, told, rules)) return undefined;
  return { step: standing, count: milestone };
}

/** What came back once may come and go: that it stopped is news only once it has been quiet for days. */
const mayComeBack = (
  { quietHours = Number.POSITIVE_INFINITY }: AlertNow,
  told: readonly Telling[],
  { quietDays }: Pick<AlertRules, 'quietDays'>,
): boolean => quietHours < quietDays * 24 && told.some(({ step }) => step === 'came-back');

const saysOver = ({ step }: Telling): boolean => step === 'stopped' || step === 'fixed';

const saysFixFailed = ({ step, count }: Telling, resolutions: number): boolean =>
  step === 'fix-failed' && count === resolutions;

/** The newest day of the milestones that it has run; a person told late is told once, not for every week of it. */
const milestoneOf = ({ episode, ranDays = hoursRun(episode) / 24 }: AlertNow, milestones: readonly number[]): number =>
  milestones.filter((milestone) => ranDays >= milestone).at(-1) ?? 0;
