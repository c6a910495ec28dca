import { createHash } from 'node:crypto';
import { inLanguage, inOwnOrder, isAfter, type Language, present, spokenHere } from '../../domain/kernel/index.ts';
import { digestEvents, noticeValues, renderNotice } from '../../domain/notices/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { hasDigest, holdForDigest, insertNotice, mailingOf, mailingOfLogin } from '../../store/notices/index.ts';
import type { NoticeContext } from './notice-context.ts';
import type { NoticeToTell } from './notice-to-tell.ts';
import { noticeTries } from './notice-tries.ts';
import { wordsForPhone } from './words-for-phone.ts';

/** Sent once and never shown again: they open something. */
const privateEvents: ReadonlySet<string> = new Set([
  'access.verify-email',
  'access.password-reset',
  'access.let-in',
  'access.invited',
  'access.new-person',
  'access.mailed-code',
  'ebill.verify-email',
  'phone.code',
]);

/** Only paper proves where somebody lives, and a failed draft is told by two channels (P6). */
const byLetter: ReadonlySet<string> = new Set([
  'access.mailed-code',
  'autopay.draft-failed',
  'autopay.paused',
  'move.reminder-letter',
]);

/**
 * Keeps a notice and, where it goes by mail, the job that sends it, in the transaction of its cause. A notice without an
 * email goes on paper; the same key twice is one notice.
 */
export async function queueNotice(
  tx: Database,
  context: NoticeContext,
  notice: NoticeToTell,
  now: Temporal.Instant,
): Promise<void> {
  const { event, accountId } = notice;
  const mailing = await mailingFor(tx, notice);
  const { ways, telephone } = notice;
  const onPaper = notice.to === undefined && (ways === undefined ? telephone === undefined : ways.includes('email'));
  const letter = byLetter.has(event) || onPaper || ways?.includes('letter') === true;
  const byEmail = notice.to !== undefined && (ways === undefined || ways.includes('email'));
  const spoken = (language: Language | undefined) => spokenHere(context.utility.languages, language);
  const own = spoken(notice.language ?? mailing?.language);
  const channels = [
    ...(byEmail ? [{ channel: 'email' as const, recipient: notice.to, language: own }] : []),
    ...(telephone === undefined
      ? []
      : (['sms', 'voice'] as const)
          .filter((way) => ways?.includes(way) === true)
          .map((way) => ({ channel: way, recipient: telephone, language: own }))),
    ...(letter && mailing !== undefined
      ? [
          {
            channel: 'letter' as const,
            recipient: mailing.lines.join('\n'),
            language: spoken(notice.language ?? mailing.language),
          },
        ]
      : []),
  ];
  const key =
    notice.key ??
    `${event}:${createHash('sha256').update(JSON.stringify(notice)).update(now.toString()).digest('base64url')}`;
  const isHeld = await isHeldForDigest(tx, notice);
  for (const { channel, recipient, language } of channels) {
    const rest = channel === 'sms' || channel === 'voice' ? (notice.rest?.[channel] ?? []) : undefined;
    const rendered = renderNotice(context.templates(event, language), {
      ...absent,
      ...frameValues(context, language),
      ...(accountId === undefined || mailing === undefined ? {} : { account: inOwnOrder(mailing.account, language) }),
      ...noticeValues(notice, language, context.utility.time_zone),
    });
    if (isHeld && channel === 'email' && accountId !== undefined && notice.loginId !== undefined) {
      const { subject } = rendered;
      await holdForDigest(tx, { loginId: notice.loginId, accountId, subject, key: `${key}:${notice.loginId}`, now });
      continue;
    }
    const id = await insertNotice(
      tx,
      {
        accountId,
        loginId: notice.loginId,
        event,
        channel,
        language,
        recipient,
        ...rendered,
        ...(channel === 'sms' || channel === 'voice'
          ? { text: wordsForPhone(context, notice, { way: channel, language, subject: rendered.subject }) }
          : {}),
        private: privateEvents.has(event),
        idempotencyKey: `${channel}:${key}`,
        ...present({ rest }),
      },
      now,
    );
    if (id === undefined) continue;
    if (channel !== 'letter') {
      const at = notice.notBefore === undefined ? now : Temporal.Instant.from(notice.notBefore);
      await enqueue(tx, {
        task: 'send-notice',
        payload: { noticeId: id, ...present({ rest }) },
        maxAttempts: noticeTries,
        ...(isAfter(at, now) ? { wait: now.until(at) } : {}),
      });
    }
  }
}

/** Where its letter goes: a notice of a login without an email goes where the bills of that person's account go. */
async function mailingFor(tx: Database, { accountId, loginId, to }: NoticeToTell) {
  if (accountId !== undefined) return mailingOf(tx, accountId);
  return loginId === undefined || to !== undefined ? undefined : mailingOfLogin(tx, loginId);
}

/** Whether a notice waits for the message of the week of a person who chose one. */
const isHeldForDigest = async (tx: Database, { event, loginId }: NoticeToTell): Promise<boolean> =>
  loginId !== undefined && digestEvents.has(event) && (await hasDigest(tx, loginId));

/** What some notices carry and others do not; a template asks with `select`, and `none` is its answer. */
const absent = {
  account: '—',
  cap: 'none',
  endsOn: 'none',
  retryOn: 'none',
  returnedFee: 'none',
  kept_amount: 'none',
  kept_draftOn: 'none',
  payByHand_amount: 'none',
  payByHand_dueOn: 'none',
  first_draftOn: 'none',
  first_amount: 'none',
  link: 'none',
  place: 'none',
  service: 'none',
  meter: 'none',
  lastBillAmount: 'none',
  lastBillsAmount: 'none',
  paidBy: 'due',
  autopayOfOldPortal: 'none',
} as const;

/** What every notice may name: the utility, its phone and its one official address (T9). */
function frameValues({ utility, publicUrl }: NoticeContext, language: Language): Record<string, string> {
  return {
    utility: utility.name,
    phone: inOwnOrder(utility.contact.billing_phone, language),
    hours: inLanguage(utility.contact.office_hours, language),
    official: utility.official_address,
    portal: publicUrl,
    leadHours: String(utility.autopay.lead_hours),
  };
}
