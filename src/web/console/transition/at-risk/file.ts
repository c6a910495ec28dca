import { atRiskRows, csvText, listAtRisk } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';
import { policyOf } from '../../request.ts';
import { filterOf } from './filter.ts';

/** The at-risk list as a file, filtered as the page is. */
export async function atRiskCsv(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const accounts = await listAtRisk(deps.db, { now, policy: policyOf(c) }, filterOf(c));
  return c.body(csvText(atRiskRows(accounts, deps.utility.time_zone)), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="at-risk.csv"',
  });
}
