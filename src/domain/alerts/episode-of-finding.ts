import { earlierOf, isBefore, isOnOrBefore, laterOf } from '../kernel/index.ts';
import type { Finding, FindingKind } from '../leaks/index.ts';
import type { EpisodeKind } from './alert-kind.ts';
import type { DayLoss, Episode } from './episode.ts';

/** What a finding is to a person: however it was found, water that runs by itself is a leak. High use ends with its bill. */
const kindOf: Readonly<Record<FindingKind, EpisodeKind | undefined>> = {
  'continuous-flow': 'leak',
  'steady-flow': 'leak',
  'added-flow': 'leak',
  'small-flow': 'leak',
  'overnight-minimum': 'leak',
  'night-flow-rise': 'leak',
  'risen-flow': 'leak',
  burst: 'burst',
  'open-hose': 'hose',
  'vacation-use': 'vacation',
  'no-flow': 'no-flow',
  'high-use': undefined,
};

/** When a scan was made, in which zone its days are, and since when the account's customer is served there. */
export interface Scan {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly servedFrom: Temporal.PlainDate;
}

/**
 * A scan's finding as an episode: its loss laid out by local day, in proportion to the hours. Undefined for what is no
 * episode, and for what ended before the customer moved in; of what began before, only theirs.
 */
export function episodeOfFinding(finding: Finding, { now, zone, servedFrom }: Scan): Episode | undefined {
  const kind = kindOf[finding.kind];
  const movedIn = servedFrom.toZonedDateTime(zone).toInstant();
  const began = laterOf(finding.beganAt, movedIn);
  if (kind === undefined || isOnOrBefore(finding.seenAt, began)) return undefined;
  return {
    kind,
    began,
    lastSeen: finding.seenAt,
    gallonsAnHour: finding.gallonsAnHour,
    seenAt: now,
    days: lossByDay(finding, { began, zone, now }),
  };
}

function lossByDay(
  { beganAt, seenAt, gallonsLost }: Finding,
  { began, zone, now }: { began: Temporal.Instant; zone: string; now: Temporal.Instant },
): readonly DayLoss[] {
  const gallonsAnHour = gallonsLost / beganAt.until(seenAt).total('hours');
  const days: DayLoss[] = [];
  let day = began.toZonedDateTimeISO(zone).toPlainDate();
  for (let from = began; isBefore(from, seenAt); ) {
    const next = day.add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const to = earlierOf(next, seenAt);
    days.push({ day, gallons: gallonsAnHour * from.until(to).total('hours'), seenAt: now });
    from = next;
    day = day.add({ days: 1 });
  }
  return days;
}
