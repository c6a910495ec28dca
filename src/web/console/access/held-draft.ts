import { lastDraftDay } from '../../../domain/payments/index.ts';
import type { Words } from '../../words/words.ts';

/** That an objection holds a draft, of which bill, and until when: after that day it does not go, and the bill is paid by hand. */
export const heldDraft = (
  t: Words,
  draft: { readonly bill: string; readonly draftOn: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate },
): string =>
  t('console.objection.draft-held', {
    bill: draft.bill,
    date: t.date(draft.draftOn),
    until: t.date(lastDraftDay(draft)),
  });
