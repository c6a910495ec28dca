import type { Utility } from '../../../config/utility.ts';
import type { Database } from '../../../store/database.ts';
import { insertAssistance } from '../../../store/receivables/index.ts';
import type { FilledAccount } from './filled-account.ts';

/** One household in forty is in a programme. */
const everySoMany = 40;

/** A few households get help with their bills: since half a year ago, some until soon, so that they are reminded. */
export async function grantSome(
  tx: Database,
  town: readonly FilledAccount[],
  { utility, today, now }: { utility: Utility; today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<void> {
  const { programmes } = utility.assistance;
  const some = town.filter(({ closedOn }, index) => closedOn === undefined && index % everySoMany === 7);
  for (const [index, { accountId }] of some.entries()) {
    const programme = programmes[index % programmes.length];
    if (programme === undefined) return;
    const endsOn = index % 3 === 1 ? today.add({ days: 20 }) : today.add({ months: 6 });
    const fromOn = today.subtract({ months: 6 });
    await insertAssistance(tx, { accountId, programme: programme.id, fromOn, endsOn, proof: 'simulated', now });
  }
}
