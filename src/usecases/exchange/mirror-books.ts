import { type MirrorEntry, mirrorAccount } from '../../domain/exchange/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import { accountsToMirror, keepMirrored, type Writing } from '../../store/exchange/index.ts';
import { type Books, postEntries } from '../../store/receivables/index.ts';
import { inputHash } from '../receivables/index.ts';

/**
 * Brings the books of accounts to what the billing system says about them and our own payments; how many of them needed an entry
 * that nothing of the billing system explains.
 */
export async function mirrorBooks(
  books: Books,
  accountIds: readonly number[],
  { runId, asOf, now }: Writing,
): Promise<number> {
  const mirrored = (await accountsToMirror(books, accountIds)).flatMap((account) =>
    mirrorAccount(account, { id: runId, asOf }).map((one) => ({ ...one, accountId: account.accountId })),
  );
  const posted = await postEntries(
    books,
    mirrored.map(({ entry, key }) => ({ entry, idempotencyKey: key, inputHash: inputHash(hashed(entry)) })),
    now,
  );
  // Keys are of what was not in the books a moment ago, and the accounts are held.
  if (!posted.ok) throw new Error(`${posted.problem.code} ${JSON.stringify(posted.problem.params)}`);
  const ids = mirrored.map((one, at) => ({ ...one, entryId: posted.value[at]?.id ?? 0 }));
  await keepMirrored(
    books,
    {
      bills: ids.flatMap(({ billId, entryId }) => (billId === undefined ? [] : [{ id: billId, entryId }])),
      transactions: ids.flatMap(({ transactionId, entryId }) =>
        transactionId === undefined ? [] : [{ id: transactionId, entryId }],
      ),
      differences: ids.flatMap(({ isDifference, accountId, entryId, entry }) =>
        isDifference === true ? [{ accountId, entryId, amount: entry.postings[0]?.amount ?? cents(0) }] : [],
      ),
    },
    runId,
  );
  return ids.filter(({ isDifference }) => isDifference === true).length;
}

const hashed = ({ kind, effectiveOn, postings }: MirrorEntry['entry']) => ({
  ...{ kind, on: effectiveOn.toString() },
  amounts: postings.map(({ amount, accountId }) => [accountId ?? 0, amount]),
});
