import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import { csvText, listAtRisk } from '../../../usecases/transition/index.ts';
import type { PageContext } from '../../page.ts';
import { policyOf } from '../request.ts';
import { filterOf } from './filter.ts';

/** The at-risk list as a file, filtered as the page is; for dialers and mail merges. */
export async function atRiskCsv(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const rows = await listAtRisk(deps.db, { now, policy: policyOf(c) }, filterOf(c));
  const columns = [
    'account',
    'name',
    'language',
    'phone',
    'email',
    'bill',
    'due_on',
    'owed',
    'stage',
    'register_by',
    'contacts',
    'fees_held_until',
  ];
  const text = csvText([
    columns,
    ...rows.map((one) => [
      formatAccountNumber(one.account),
      one.name,
      one.language,
      one.phone ?? '',
      one.email ?? '',
      one.billNumber,
      one.dueOn.toString(),
      (one.owed / 100).toFixed(2),
      one.stage,
      one.registerBy
        .toZonedDateTimeISO(deps.utility.time_zone)
        .toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
      `${one.outreach}`,
      one.feesHeldUntil?.toString() ?? '',
    ]),
  ]);
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="at-risk.csv"',
  });
}
