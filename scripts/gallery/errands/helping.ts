import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import { goodPassword } from './coming-in.ts';

const daughter = 'lucia@mail.example';

/** A daughter is invited, takes it, helps; what she may do is changed, and the staff close her access when it is objected to. */
const daughterHelps: Errand = async (town) => {
  const { account } = town.told.neighbor;
  const owner = await town.neighbor();
  await owner.goes(paths.invitations(account));
  await owner.fills({ way: 'email', email: daughter, label: 'Lucía', may: 'pay', until: '90' });
  await owner.presses(/^Invite$/);
  await owner.opens(paths.people(account));
  await owner.shows();
  await owner.follows(/\/people\/invitations\/\d+/);
  await owner.shows();

  const lucia = await town.arrives();
  await lucia.opens(await lucia.mailedLink(daughter, /asks you to help/));
  await lucia.shows();
  await lucia.presses(/Create my login/);
  await lucia.fills({ email: daughter, password: goodPassword, consent: true });
  await lucia.presses(/^Continue$/);
  await lucia.opens(await lucia.mailedLink(daughter, /Confirm your email/));
  await lucia.presses(/./);
  await lucia.goes(paths.ownAccess(account));
  await lucia.leaves();

  await owner.opens(paths.people(account));
  const change = await owner.link(/\/change$/);
  await owner.goes(change);
  await owner.goes(change.replace(/change$/, 'end'));

  const csr = await town.staff('csr');
  await csr.opens(paths.console.accountPeople(account));
  const links = await csr.links(/\/objections\/new$/);
  await csr.goes(links.at(-1) ?? '');
  await csr.fills({ reason: 'The owner called: her daughter’s phone was stolen' });
  await csr.presses(/Close/);
  const supervisor = await town.staff('supervisor');
  await supervisor.goes(paths.console.objections);
  await supervisor.follows(/\/console\/objections\/\d+/);
  await supervisor.shows();
};

export const helping = { 'a daughter who helps': daughterHelps };
