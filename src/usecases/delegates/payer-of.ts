import type { Database } from '../../store/database.ts';
import { everybodyOf } from '../../store/delegates/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { knownAs } from './known-as.ts';

/** Who paid, as the reader may know them: the owner reads a helper's email, a helper nobody's. */
export type Payer = { readonly who: 'you' | 'owner' | 'other' } | { readonly who: 'helper'; readonly known: string };

/** Tells of each login who it is to this reader. */
export async function payersOf(
  db: Database,
  { accountId, loginId: reader, role }: AuthorisedAccount,
): Promise<(loginId: string | undefined) => Payer | undefined> {
  const everybody = new Map((await everybodyOf(db, accountId)).map((one) => [one.loginId, one]));
  return (loginId) => {
    if (loginId === undefined) return undefined;
    if (loginId === reader) return { who: 'you' };
    const person = everybody.get(loginId);
    if (person === undefined) return { who: 'other' };
    if (person.role === 'owner') return { who: 'owner' };
    return role === 'owner' ? { who: 'helper', known: knownAs(person) } : { who: 'other' };
  };
}
