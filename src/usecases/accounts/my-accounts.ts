import type { AccessProblemCode } from '../../domain/access/index.ts';
import { formatAccountNumber } from '../../domain/accounts/index.ts';
import { delegateRights, ownerRights } from '../../domain/delegates/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type AccountOfPerson, accountsOfPerson, setNickname } from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight } from '../access/index.ts';

/** R4: every account that a login may see today, with where each stands. */
export async function myAccounts(
  db: Database,
  of: {
    readonly loginId: string;
    readonly today: Temporal.PlainDate;
    readonly leakStopsAfterHours: number;
  },
): Promise<readonly AccountOfPerson[]> {
  const found = await accountsOfPerson(db, of);
  return found.filter((account) => {
    const end = { ...account, balance: account.standing.balance };
    const rights =
      account.letIn === undefined ? ownerRights(end, of.today) : delegateRights(account.letIn, end, of.today);
    return rights.includes('view');
  });
}

/** Accounts in which all the words are found: in the name, the address, or the number however it is written. */
export function accountsWith(accounts: readonly AccountOfPerson[], words: string): readonly AccountOfPerson[] {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const digits = words.replaceAll(/[\s–-]/g, '');
  if (/^\d{4,}$/.test(digits)) {
    const byNumber = accounts.filter(({ number }) => `${number.customer}${number.account}`.includes(digits));
    if (byNumber.length > 0) return byNumber;
  }
  return accounts.filter(({ nickname = '', street, number }) => {
    const all = folded(`${nickname} ${street} ${formatAccountNumber(number)}`);
    return wanted.every((word) => all.includes(word));
  });
}

/** Without accents and capitals. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const maxNickname = 40;

/** A name as it was typed; empty is none. */
export function readNickname(typed: string): Result<string | undefined, Problem<AccessProblemCode>> {
  const nickname = typed.trim().replaceAll(/\s+/g, ' ');
  if (nickname.length > maxNickname) {
    return refused({ code: 'access.nickname-too-long', field: 'nickname', params: { max: maxNickname } });
  }
  return ok(nickname === '' ? undefined : nickname);
}

/** What this person calls an account from now on; other people's names for it stay theirs. */
export async function nameAccount(
  db: Database,
  { accountId, loginId, rights }: AuthorisedAccount,
  typed: string,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  needsRight({ rights }, 'view');
  const nickname = readNickname(typed);
  if (!nickname.ok) return nickname;
  await setNickname(db, { accountId, loginId }, nickname.value);
  return ok(undefined);
}
