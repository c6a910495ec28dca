import { doors } from '../../../../domain/access/index.ts';
import { tryDoor } from '../../../../usecases/access/index.ts';
import { searchAccounts } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';

const maxSuggested = 8;

/** What the search box offers while it is typed into, for browsers with scripts: an account's number and whose it is. */
export async function searchSuggestions(c: PageContext): Promise<Response> {
  const { deps, now, address, staff } = c.var;
  const typed = (c.req.query('q') ?? '').trim();
  if (typed.length < 3) return c.json([]);
  const tooMany = await tryDoor(deps.db, doors.staffSuggestions, { address, subject: staff?.id }, now);
  if (tooMany !== undefined) return c.json([], 429);
  const { found } = await searchAccounts(deps.db, typed, { shape: deps.utility.account_number });
  return c.json(
    found.slice(0, maxSuggested).map(({ account, name, servedAt }) => ({
      value: account,
      label: `${name}, ${servedAt}`,
    })),
  );
}
