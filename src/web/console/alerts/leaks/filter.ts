import { episodeKinds, hoursRun, lossOf, outreachStates } from '../../../../domain/alerts/index.ts';
import type { LeakToWork } from '../../../../usecases/alerts/index.ts';
import type { PageContext } from '../../../page.ts';

export const leakOrders = ['loss', 'age', 'rate'] as const;
type LeakOrder = (typeof leakOrders)[number];

const sizes: Readonly<Record<LeakOrder, (leak: LeakToWork) => number>> = {
  loss: lossOf,
  age: hoursRun,
  rate: ({ gallonsAnHour }) => gallonsAnHour,
};

/** The leaks that the page's address asks for, in its order; what is over is shown where it is asked for. */
export function askedFor(c: PageContext, leaks: readonly LeakToWork[]): readonly LeakToWork[] {
  const order = leakOrders.find((one) => one === c.req.query('sort')) ?? 'loss';
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
    .toSorted((a, b) => sizes[order](b) - sizes[order](a));
}
