import {
  type EpisodeKind,
  episodeKinds,
  lossOf,
  type OutreachState,
  outreachStates,
} from '../../../../domain/alerts/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import type { LeakToWork } from '../../../../usecases/alerts/index.ts';
import type { PageContext } from '../../../page.ts';

/** What the page's address asks for; what is over is shown where it is asked for. */
export interface LeaksAsked {
  readonly kind?: EpisodeKind;
  readonly state?: OutreachState;
  readonly zone?: string;
}

export const leaksAsked = (c: PageContext): LeaksAsked =>
  present({
    kind: episodeKinds.find((one) => one === c.req.query('kind')),
    state: outreachStates.find((one) => one === c.req.query('state')),
    zone: c.req.query('zone') || undefined,
  });

/** The leaks that the page's address asks for, the largest loss first. */
export function askedFor(c: PageContext, leaks: readonly LeakToWork[]): readonly LeakToWork[] {
  const { kind, state, zone } = leaksAsked(c);
  return leaks
    .filter(
      (leak) =>
        (kind === undefined || leak.kind === kind) &&
        (state === undefined ? leak.state !== 'over' : leak.state === state) &&
        (zone === undefined || leak.contact.zone === zone),
    )
    .toSorted((a, b) => lossOf(b) - lossOf(a));
}
