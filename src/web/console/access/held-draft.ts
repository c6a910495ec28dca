import { lastDraftDay } from '../../../domain/payments/index.ts';
import type { Words } from '../../words/words.ts';

/**
 * That an objection holds a draft or keeps it from being planned, of which bill, and until when: after that day it does not go, and the
 * bill is paid by hand.
 */
export function heldDraft(
  t: Words,
  draft: { readonly bill: string; readonly draftOn?: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate },
): string {
  const { bill, dueOn, draftOn } = draft;
  const until = t.date(lastDraftDay({ draftOn: draftOn ?? dueOn, dueOn }));
  return draftOn === undefined
    ? t('console.objection.draft-not-planned', { bill, until })
    : t('console.objection.draft-held', { bill, date: t.date(draftOn), until });
}
