import {
  type AlertChoices,
  isLeak,
  isSmallLeak,
  lossOf,
  nextTelling,
  quietFor,
  ranDays,
  sendAt,
  shownWater,
  type ToTell,
  usualChoices,
  wants,
} from '../../domain/alerts/index.ts';
import { isBefore, present } from '../../domain/kernel/index.ts';
import {
  insertTelling,
  type KeptTelling,
  type PersonToTell,
  peopleToTell,
  snoozesOf,
  tellingsOf,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { paths } from '../../web/paths.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { placesOfMeters } from '../usage/index.ts';
import { costsOfAlerts } from './cost-of-alert.ts';
import { type AccountAlert, alertRules } from './load-alerts.ts';
import { reachOf } from './reach-of.ts';

export interface AlertToTell {
  readonly alert: AccountAlert;
  /** The account as people write it. */
  readonly number: string;
}

/**
 * Tells everybody on the account who wants it what is new of an alert, each at most one thing, and writes down that they
 * were told, in the transaction of the scan: it is told exactly if it is kept. Gives how many were told.
 */
export async function tellOfAlert(
  tx: Database,
  context: NoticeContext,
  { about, now }: { readonly about: AlertToTell; readonly now: Temporal.Instant },
): Promise<number> {
  const { alert } = about;
  const today = now.toZonedDateTimeISO(context.utility.time_zone).toPlainDate();
  const [people, tellings, snoozes] = [
    await peopleToTell(tx, alert.accountId, today),
    await tellingsOf(tx, alert.ids),
    await snoozesOf(tx, alert.ids),
  ];
  if (people.length === 0) return tellByLetter(tx, context, { about, tellings, now });
  let count = 0;
  for (const person of people) {
    const { choices } = person;
    if (!wants(choices, alert.kind)) continue;
    const until = snoozes.get(person.loginId);
    const mine = tellings.filter(({ loginId }) => loginId === person.loginId);
    const next = nextTelling(
      {
        episode: alert,
        standing: alert.standing,
        quietHours: alert.lastSeen.until(alert.readsThrough).total('hours'),
        ranDays: ranDays(alert),
        resolutions: alert.resolutions.length,
      },
      mine,
      {
        rules: alertRules(context.utility),
        snoozed: until !== undefined && isBefore(now, until),
      },
    );
    if (next === undefined) continue;
    const at = sendAt(now, quietFor(choices, alert.kind), context.utility.time_zone);
    await tellOne(tx, context, { about, next, ordinal: mine.length + 1, person, choices, at, now });
    count += 1;
  }
  return count;
}

/** A household that nobody registered is told once, by letter, of a leak that goes on; paper is too slow for more. */
async function tellByLetter(
  tx: Database,
  context: NoticeContext,
  { about, tellings, now }: { about: AlertToTell; tellings: readonly KeptTelling[]; now: Temporal.Instant },
): Promise<number> {
  const { alert } = about;
  const due =
    isLeak(alert.kind) && alert.standing === 'running' && ranDays(alert) >= context.utility.alerts.letter_after_days;
  if (!due || tellings.some(({ loginId }) => loginId === undefined)) return 0;
  const next: ToTell = { step: 'began', count: 0 };
  await tellOne(tx, context, { about, next, ordinal: 1, choices: usualChoices, at: now, now });
  return 1;
}

async function tellOne(
  tx: Database,
  context: NoticeContext,
  telling: {
    readonly about: AlertToTell;
    readonly next: ToTell;
    readonly ordinal: number;
    readonly person?: PersonToTell;
    readonly choices: AlertChoices;
    readonly at: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { about, next, ordinal, person, choices, at, now } = telling;
  const { alert, number } = about;
  await insertTelling(tx, {
    alertId: alert.id,
    ...present({ loginId: person?.loginId }),
    ordinal,
    ...next,
    asHose: alert.kind === 'hose',
    now,
  });
  const shown = (gallons: number): string => {
    const { amount, digits } = shownWater(gallons, choices.unit);
    return amount.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  await queueNotice(
    tx,
    context,
    {
      event: `alert.${next.step}`,
      ...(person === undefined ? {} : reachOf(person, alert.kind)),
      ...(await placeToTell(tx, alert, person?.place)),
      accountId: alert.accountId,
      key: `alert:${alert.id}:${person?.loginId ?? 'letter'}:${ordinal}`,
      notBefore: at.toString(),
      account: number,
      kind: isSmallLeak(alert) ? 'small' : alert.kind.replaceAll('-', '_'),
      began: alert.began.toString(),
      days: Math.max(1, Math.round(ranDays(alert))),
      unit: choices.unit,
      lost: shown(lossOf(alert)),
      rate: shown(alert.gallonsAnHour * 24),
      hourly: shown(alert.gallonsAnHour),
      costAmount: (await costsOfAlerts(tx, alert.accountId))(alert) ?? 'none',
      link: context.publicUrl + paths.alert(number, String(alert.id)),
    },
    now,
  );
}

/** At which place of an account with several the meter stands, beside what the person calls the account. */
async function placeToTell(tx: Database, { accountId, meterId }: AccountAlert, home: string | undefined) {
  const told = (await placesOfMeters(tx, accountId, [meterId])).get(meterId);
  if (told === undefined) return {};
  const { place, byStreet, byService, bySerial } = told;
  return {
    place: byStreet || home === undefined ? place.street : home,
    ...(byService ? { service: place.service } : {}),
    ...(bySerial ? { meter: place.serial } : {}),
  };
}
