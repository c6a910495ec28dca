import type { Utility } from '../../config/utility.ts';
import { delegateRights, ownerRights } from '../../domain/delegates/index.ts';
import { type AccountOfPerson, accountsOfPerson } from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';

/** What of the utility's settings a list of accounts goes by. */
export const termsOfAccounts = ({ alerts, closed_accounts }: Pick<Utility, 'alerts' | 'closed_accounts'>) => ({
  leakStopsAfterHours: alerts.stopped_after_hours,
  closedDays: closed_accounts.visible_days,
});

/** R4: every account that a login may see today, with where each stands. */
export async function myAccounts(
  db: Database,
  of: {
    readonly loginId: string;
    readonly today: Temporal.PlainDate;
    /** After how many hours without a sign of it a leak counts as stopped. */
    readonly leakStopsAfterHours: number;
    /** For how many days a closed account is still seen. */
    readonly closedDays: number;
  },
): Promise<readonly AccountOfPerson[]> {
  const found = await accountsOfPerson(db, of);
  const theirs = found.filter((account) => {
    const end = { ...account, balance: account.standing.balance };
    const rights = account.letIn === undefined ? ownerRights(end, of) : delegateRights(account.letIn, end, of);
    return rights.includes('view');
  });
  return theirs.toSorted((a, b) => byAddress.compare(a.street, b.street));
}

/** 2 Main St before 10 Main St. */
const byAddress = new Intl.Collator('es', { numeric: true, sensitivity: 'base' });

/** Accounts in which all the words are found: in the name, the address, or the number however it is written. */
export function accountsWith(accounts: readonly AccountOfPerson[], words: string): readonly AccountOfPerson[] {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const bare = folded(words).replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (bare.length >= 4 && /\d/.test(bare)) {
    const byNumber = accounts.filter(({ number }) =>
      folded(number)
        .replaceAll(/[^\p{L}\p{N}]/gu, '')
        .includes(bare),
    );
    if (byNumber.length > 0) return byNumber;
  }
  return accounts.filter(({ nickname = '', street, number }) => {
    const all = folded(`${nickname} ${street} ${number}`);
    return wanted.every((word) => all.includes(word));
  });
}

/** Without accents and capitals. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
