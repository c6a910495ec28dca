import { doors } from '../../../domain/access/index.ts';
import type { Language } from '../../../domain/kernel/index.ts';
import { meaningOf, readPhoneNumber, renderNotice } from '../../../domain/notices/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { languageOfNumber, type WithdrawnConsent, withdrawConsent } from '../../../store/notices/index.ts';
import { tryDoor } from '../../access/index.ts';
import type { NoticeContext } from '../notice-context.ts';

/** What comes back of a telephone, and what is to be answered: nothing, or one text. */
export interface Answer {
  readonly text?: string;
  readonly language: Language;
}

type Words = Pick<NoticeContext, 'templates' | 'utility'>;

/**
 * A text that somebody sent back. STOP, in whatever words, holds at once and for texts and calls, and is confirmed once:
 * not again where nothing stood, nor where the carrier confirmed it itself.
 */
export async function receiveText(
  db: Database,
  words: Words,
  { from, body, isConfirmed = false }: { readonly from: string; readonly body: string; readonly isConfirmed?: boolean },
  now: Temporal.Instant,
): Promise<Answer> {
  const number = readPhoneNumber(from);
  if (number === undefined) return { language: 'es' };
  const language = (await languageOfNumber(db, number)) ?? 'es';
  if (meaningOf(body) === 'stop') {
    const withdrawn = await stop(db, { number, how: 'reply', now });
    return withdrawn.length === 0 || isConfirmed ? { language } : { language, text: say(words, 'stopped', language) };
  }
  // Two machines that answer each other come to an end.
  const tooMany = await tryDoor(db, doors.textAnswer, { address: 'carrier', subject: number }, now);
  return tooMany !== undefined || isConfirmed ? { language } : { language, text: say(words, 'help', language) };
}

/** A key pressed while a call was read: nine ends calls, and texts stay as they are. */
export async function receiveKey(
  db: Database,
  words: Words,
  { to, key }: { readonly to: string; readonly key: string },
  now: Temporal.Instant,
): Promise<Answer> {
  const number = readPhoneNumber(to);
  if (number === undefined || key !== '9') return { language: 'es' };
  const language = (await languageOfNumber(db, number)) ?? 'es';
  await stop(db, { number, way: 'voice', how: 'key', now });
  return { language, text: say(words, 'calls-stopped', language) };
}

async function stop(
  db: Database,
  no: {
    readonly number: string;
    readonly way?: 'voice';
    readonly how: 'reply' | 'key';
    readonly now: Temporal.Instant;
  },
): Promise<readonly WithdrawnConsent[]> {
  return db.transaction(async (tx) => {
    const withdrawn = await withdrawConsent(tx, no);
    for (const { loginId } of withdrawn) {
      const actor = { kind: 'customer', id: loginId } as const;
      await recordAudit(tx, { at: no.now, actor, action: 'phone.stopped', detail: { how: no.how } });
    }
    return withdrawn;
  });
}

const say = ({ templates, utility }: Words, name: 'stopped' | 'help' | 'calls-stopped', language: Language): string =>
  renderNotice(templates(`texts/${name}`, language), {
    utility: utility.name,
    phone: utility.contact.billing_phone,
    official: utility.official_address,
  }).text;
