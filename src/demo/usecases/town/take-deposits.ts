import type { Utility } from '../../../config/utility.ts';
import { isAfter } from '../../../domain/kernel/index.ts';
import { depositEntry } from '../../../domain/receivables/index.ts';
import type { Transaction } from '../../../store/database.ts';
import { hold, insertDepositTaken, postEntries } from '../../../store/receivables/index.ts';
import { inputHash } from '../../../usecases/receivables/index.ts';
import type { FilledAccount } from './filled-account.ts';

/** One household in fifteen rents, and so does everybody who moved in during the year. */
const everySoMany = 15;

/**
 * The deposits of the town's tenants: taken before the year began, so that some are given back in it; a year and a few
 * days ago, so that some are about to be; half a year ago; and from each newcomer on the day they came.
 */
export async function takeDeposits(
  tx: Transaction,
  town: readonly FilledAccount[],
  { utility, today, now }: { utility: Utility; today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<void> {
  const [kind] = utility.deposits.kinds;
  if (kind === undefined) return;
  const ages = [{ months: 16 }, { years: 1, days: 12 }, { months: 6 }];
  const tenants = town.flatMap((account, index) => {
    const { accountId, household, openedOn, closedOn } = account;
    if (closedOn !== undefined) return [];
    const isNew = isAfter(openedOn, today.subtract({ years: 1 }));
    const pays = household.habit === 'on-time' || household.habit === 'autopay';
    if (isNew) return [{ accountId, on: openedOn }];
    const age = ages[Math.floor(index / everySoMany) % ages.length];
    return pays && index % everySoMany === 3 && age !== undefined ? [{ accountId, on: today.subtract(age) }] : [];
  });
  const requests = tenants.map(({ accountId, on }) => ({
    entry: depositEntry({ accountId, amount: kind.amount, on, memo: `${kind.id} deposit`, into: 'cash.counter' }),
    idempotencyKey: `simulated:deposit:${accountId}`,
    inputHash: inputHash({ accountId, on: on.toString() }),
  }));
  const books = await hold(
    tx,
    tenants.map(({ accountId }) => accountId),
  );
  const posted = await postEntries(books, requests, now);
  if (!posted.ok) throw new Error(`demo: ${posted.problem.code}`);
  for (const [index, { accountId }] of tenants.entries()) {
    const entryId = posted.value[index]?.id ?? 0;
    await insertDepositTaken(tx, { entryId, accountId, kind: kind.id, label: kind.name, note: 'simulated', now });
  }
}
