import { printAgain } from '../../../../usecases/billing/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { clerkOf, idOf } from '../../request.ts';

/** A font was added, or a name put right: what is not printed is tried again. */
export async function postPrintAgain(c: PageContext): Promise<Response> {
  const id = idOf(c);
  const begun = id === undefined ? undefined : await printAgain(c.var.deps.db, id, clerkOf(c));
  if (begun?.ok !== true) return c.var.refuse('not-found');
  return c.redirect(paths.console.printBatch(`${id}`), 303);
}
