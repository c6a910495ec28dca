import { loginById } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { currentEbill, endEbill } from '../../store/billing/index.ts';
import type { Transaction } from '../../store/database.ts';
import { markNoticeFailed, type StoredNotice, undeliveredBillsInARow } from '../../store/notices/index.ts';
import { printInstead } from '../billing/index.ts';
import type { NoticeContext } from './notice-context.ts';
import { queueNotice } from './queue-notice.ts';

/** What a mail that is refused for good needs to be made up for. */
export interface MailRefusal {
  readonly context: NoticeContext;
  /** Where print batches are put. */
  readonly outbox: string;
  readonly now: Temporal.Instant;
}

/** What the other mail server said: as it was given the mail, or in a mail that came back later. */
export interface SaidOfMail {
  readonly said: string;
  readonly how: 'refused' | 'returned';
  /** `hard`: the address takes no mail, now or later. */
  readonly kind: 'hard' | 'soft';
}

/** Mails about bills that did not arrive one after the other until bills go on paper, where each might have been an accident. */
const maxInARow = 2;

/**
 * A mail server refused a mail. The notice says so. Where it told about a bill and the address takes no mail, or the bill before did
 * not arrive either, that bill is printed, and those to come are, until the customer turns e-bill on again: paper stops only while e-bill is proven. They are told by letter, and by email
 * where their login has another address. Answers whether e-bill ended.
 */
export async function takeMailRefusal(
  tx: Transaction,
  notice: StoredNotice,
  { said, how, kind }: SaidOfMail,
  { context, outbox, now }: MailRefusal,
): Promise<boolean> {
  await markNoticeFailed(tx, notice.id, `${how}: ${said.replace(/\s+/g, ' ').trim().slice(0, 200)}`);
  const { accountId, recipient } = notice;
  const billNumber = /^email:bill\.ready:(.+)$/.exec(notice.idempotencyKey)?.[1];
  if (accountId === undefined || billNumber === undefined) return false;
  if (kind === 'soft' && (await undeliveredBillsInARow(tx, { accountId, recipient })) < maxInARow) return false;
  await printInstead(tx, billNumber, { outbox, now });
  const ebill = await currentEbill(tx, accountId);
  if (ebill === undefined || ebill.email !== recipient) return false;
  await endEbill(tx, accountId, { reason: 'refused', now });
  const actor = { kind: 'system' } as const;
  await recordAudit(tx, { at: now, actor, action: 'ebill.refused', accountId, detail: { notice: notice.id } });
  const own = (await loginById(tx, ebill.loginId))?.email;
  const isOther = own !== undefined && own !== recipient;
  await queueNotice(
    tx,
    context,
    {
      event: 'ebill.refused',
      key: `ebill.refused:${ebill.id}`,
      ...{ accountId, loginId: ebill.loginId, language: ebill.language, billNumber, address: recipient },
      ways: isOther ? ['email', 'letter'] : ['letter'],
      ...(isOther ? { to: own } : {}),
    },
    now,
  );
  return true;
}
