import { takeBackAnswer } from '../../../../usecases/validation/index.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf } from '../../request.ts';
import { exceptionPage } from '../exception/page.tsx';

/** Takes the answer that stands back. */
export async function postTakeBack(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const id = idOf(c);
  const { decision, reason } = readForm(c, ['decision', 'reason']);
  if (id === undefined || staff === undefined || !/^\d{1,15}$/.test(decision)) return c.var.refuse('not-found');
  const by = { staffId: staff.id, role: staff.role, now, address };
  const back = await takeBackAnswer(deps.db, deps.utility, {
    ...{ id, decisionId: Number(decision), reason: reason.trim(), by },
  });
  if (!back.ok) return exceptionPage(c, { problems: [back.problem] });
  return c.redirect(paths.console.readsException(`${id}`), 303);
}
