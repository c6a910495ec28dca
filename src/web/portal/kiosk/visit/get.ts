import { noteVisit } from '../../../../usecases/kiosk/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** A sign of the visitor between two pages: somebody types, or said that they are still here. */
export async function activePage(c: PageContext): Promise<Response> {
  const { deps, now, kiosk, session } = c.var;
  if (kiosk === undefined) return c.redirect(paths.kiosk.home, 303);
  await noteVisit(deps.db, { id: kiosk.visitId, step: undefined, loginSessionId: session?.id }, now);
  return c.json({ here: true });
}
