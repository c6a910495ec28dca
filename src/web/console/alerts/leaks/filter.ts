import { episodeKinds, lossOf, outreachStates } from '../../../../domain/alerts/index.ts';
import type { LeakToWork } from '../../../../usecases/alerts/index.ts';
import type { PageContext } from '../../../page.ts';

/** The leaks that the page's address asks for, the largest loss first; what is over is shown where it is asked for. */
export function askedFor(c: PageContext, leaks: readonly LeakToWork[]): readonly LeakToWork[] {
  const kind = episodeKinds.find((one) => one === c.req.query('kind'));
  const state = outreachStates.find((one) => one === c.req.query('state'));
  const zone = c.req.query('zone') ?? '';
  return leaks
    .filter(
      (leak) =>
        (kind === undefined || leak.kind === kind) &&
        (state === undefined ? leak.state !== 'over' : leak.state === state) &&
        (zone === '' || leak.contact.zone === zone),
    )
    .toSorted((a, b) => lossOf(b) - lossOf(a));
}
