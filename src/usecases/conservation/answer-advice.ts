import type { AdviceAnswer } from '../../domain/conservation/index.ts';
import { insertAdviceAnswer } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight, type Visit } from '../access/index.ts';

/** Keeps that advice was followed, is not for this household, or is to be shown again. */
export async function answerAdvice(
  db: Database,
  account: AuthorisedAccount,
  { advice, answer, visit: { now } }: { readonly advice: string; readonly answer: AdviceAnswer; readonly visit: Visit },
): Promise<void> {
  needsRight(account, 'manage');
  await insertAdviceAnswer(db, account, { advice, answer, now });
}
