import type { Language } from '../../domain/kernel/index.ts';
import { renderNotice } from '../../domain/notices/index.ts';
import type { NoticeContext } from './notice-context.ts';
import type { NoticeToTell } from './notice-to-tell.ts';

/** A notice as a text, or as a call reads it aloud: its subject, and where to see more. */
export function wordsForPhone(
  context: NoticeContext,
  notice: NoticeToTell,
  said: { readonly way: 'sms' | 'voice'; readonly language: Language; readonly subject: string },
): string {
  const { utility, templates } = context;
  const given = (value: unknown): string => (typeof value === 'string' ? value : 'none');
  return renderNotice(templates(said.way === 'sms' ? 'texts/text' : 'texts/call', said.language), {
    utility: utility.name,
    phone: utility.contact.billing_phone,
    title: said.subject,
    account: given(notice['account']),
    link: given(notice['link']),
  }).text;
}
