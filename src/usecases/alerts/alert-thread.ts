import type { TellingStep } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import {
  filesOf,
  insertSnooze,
  type KeptFile,
  searchAnswersOf,
  snoozesOf,
  tellingsOf,
} from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight } from '../access/index.ts';
import type { AccountAlert } from './load-alerts.ts';

/** Something that happened with an alert, for its page. Nobody else's name or address is in it. */
export type ThreadEvent =
  | {
      readonly kind: 'told';
      readonly at: Temporal.Instant;
      readonly step: TellingStep;
      readonly asHose: boolean;
      readonly to: 'you' | 'other' | 'letter';
    }
  | { readonly kind: 'searched'; readonly at: Temporal.Instant; readonly answers: number }
  | {
      readonly kind: 'said';
      readonly at: Temporal.Instant;
      readonly by: 'you' | 'other';
      readonly resolution: 'fixed' | 'expected';
      readonly cause: string;
      readonly note: string;
    };

export interface AlertThread {
  /** The oldest first. */
  readonly events: readonly ThreadEvent[];
  readonly files: readonly KeptFile[];
  /** Until when this person hears nothing of its progress, if they asked so. */
  readonly snoozedUntil?: Temporal.Instant;
}

export async function alertThread(db: Database, account: AuthorisedAccount, alert: AccountAlert): Promise<AlertThread> {
  const [tellings, answers, files, snoozes] = await Promise.all([
    tellingsOf(db, alert.ids),
    searchAnswersOf(db, alert.ids),
    filesOf(db, alert.ids),
    snoozesOf(db, alert.ids),
  ]);
  const whose = (loginId: string): 'you' | 'other' => (loginId === account.loginId ? 'you' : 'other');
  const last = answers.at(-1);
  const events: ThreadEvent[] = [
    ...tellings.map(({ at, step, asHose, loginId }) => ({
      kind: 'told' as const,
      at,
      step,
      asHose,
      to: loginId === undefined ? ('letter' as const) : whose(loginId),
    })),
    ...(last === undefined ? [] : [{ kind: 'searched' as const, at: last.answeredAt, answers: answers.length }]),
    ...alert.resolutions.map(({ saidAt, loginId, kind, cause, note }) => ({
      kind: 'said' as const,
      at: saidAt,
      by: whose(loginId),
      resolution: kind,
      cause,
      note,
    })),
  ];
  const snoozedUntil = snoozes.get(account.loginId);
  return {
    events: events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
    files,
    ...present({ snoozedUntil }),
  };
}

/** How many days a person may ask for peace about an alert. */
export const snoozeDays = [3, 7, 14] as const;
export type SnoozeDays = (typeof snoozeDays)[number];

/** Keeps an alert's progress from this person for some days; that it stops or comes back they still hear. */
export async function snoozeAlert(
  db: Database,
  account: AuthorisedAccount,
  { alert, days, now }: { alert: AccountAlert; days: SnoozeDays; now: Temporal.Instant },
): Promise<void> {
  needsRight(account, 'alerts');
  const until = now.add({ hours: days * 24 });
  const { loginId, accountId } = account;
  await db.transaction(async (tx) => {
    await insertSnooze(tx, { alertId: alert.id, loginId, until, now });
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'alert.snoozed', accountId, detail: { alert: alert.id, days } });
  });
}
