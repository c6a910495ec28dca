import type { PageContext } from '../../page.ts';
import { staffView } from '../request.ts';

/** With what files of the billing system are taken in that staff send by hand. */
export function uploadRequest(c: PageContext) {
  const { deps, now } = c.var;
  const { utility } = deps;
  return {
    ...{ by: staffView(c).staffId, now, zone: utility.time_zone, languages: utility.languages },
    ...{ maxClosedPercent: utility.exchange.most_closed_percent, billedBy: utility.billing.by },
  };
}
