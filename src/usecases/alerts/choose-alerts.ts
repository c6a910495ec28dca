import { type AlertChoices, type AlertKind, type ChosenWays, inUnit, usualChoices } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { choicesOf, saveChoices } from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { readingUnitOf, saveReadingUnit } from '../../store/usage/index.ts';
import type { AuthorisedAccount, Visit } from '../access/index.ts';

/** What this person is told about this account: what they chose, else what is usual; in the unit in which they read water. */
export async function alertChoices(db: Database, account: AuthorisedAccount): Promise<AlertChoices> {
  const [chosen, unit] = await Promise.all([choicesOf(db, account), readingUnitOf(db, account)]);
  const choices = chosen ?? usualChoices;
  return unit === undefined ? choices : inUnit(choices, unit);
}

/** Their own alerts only: what the others on the account are told does not change. */
export async function chooseAlerts(
  db: Database,
  account: AuthorisedAccount,
  { choices, visit: { now, address } }: { readonly choices: AlertChoices; readonly visit: Visit },
): Promise<void> {
  await db.transaction(async (tx) => {
    const ways = account.role === 'owner' ? choices.ways : withoutLetters(choices.ways);
    await saveChoices(tx, account, { choices: { ...choices, ...present({ ways }) }, now });
    await saveReadingUnit(tx, { loginId: account.loginId, unit: choices.unit, now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'alerts.chosen',
      accountId: account.accountId,
      detail: { kinds: choices.kinds.join(' ') },
      address,
    });
  });
}

/** A letter goes to the customer's own mailbox: whom they let in does not fill it. */
const withoutLetters = (ways: ChosenWays = {}): ChosenWays =>
  Object.fromEntries(
    (Object.keys(ways) as AlertKind[]).map((kind) => [kind, (ways[kind] ?? []).filter((way) => way !== 'letter')]),
  );
