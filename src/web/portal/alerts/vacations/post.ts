import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { endVacation, tellVacation } from '../../../../usecases/alerts/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { changeVacationPage, vacationsPage } from './get.tsx';
import { readVacation, vacationFields } from './schema.ts';

/** Keeps a time away; in place of the one of the address, where it has one. */
export async function postVacation(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const changed = c.req.param('vacation');
  const form = readForm(c, vacationFields);
  const refuse = (problems: readonly Problem[]): Promise<Response> =>
    changed === undefined ? vacationsPage(c, { form, problems }) : changeVacationPage(c, { form, problems });
  const read = readVacation(form);
  if (!read.ok) return refuse(read.problem);
  const told = await tellVacation(deps.db, account, {
    vacation: read.value,
    instead: changed === undefined ? undefined : Number(changed),
    today: todayOf(deps.utility, now),
    visit: visitOf(c),
  });
  if (!told.ok) return refuse(told.problem);
  return c.redirect(`${paths.vacations(account.number)}?news=told`, 303);
}

/** Somebody is back, or does not leave. */
export async function postVacationEnd(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const id = Number(c.req.param('vacation'));
  if (!(await endVacation(deps.db, account, { id, today: todayOf(deps.utility, now), visit: visitOf(c) }))) {
    return c.var.refuse('not-found');
  }
  return c.redirect(`${paths.vacations(account.number)}?news=ended`, 303);
}
