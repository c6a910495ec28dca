import { todayOf } from '../../../usecases/access/index.ts';
import { type Delegate, peopleOf } from '../../../usecases/delegates/index.ts';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';

/** The helper whom the address names, of this account and for its owner; undefined else. */
export async function delegateOf(c: PageContext): Promise<Delegate | undefined> {
  const { deps, now } = c.var;
  const people = await peopleOf(deps.db, accountOf(c), { today: todayOf(deps.utility, now), now });
  return people.ok ? people.value.delegates.find(({ id }) => String(id) === c.req.param('access')) : undefined;
}
