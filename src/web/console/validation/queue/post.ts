import { estimateMethods } from '../../../../domain/metering/index.ts';
import { answerException, type ExceptionAnswer } from '../../../../usecases/validation/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { pickedOf } from '../../../components/list/pick.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { clerkOf } from '../../request.ts';
import { queuePage } from './get.tsx';

/** Gives all marked exceptions one answer; one that somebody answered meanwhile, or that cannot be so, is counted and left. */
export async function postAnswers(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const { answer, reason } = readForm(c, ['answer', 'reason']);
  const tried = { answer, reason };
  const chosen = answerOf(answer);
  const ids = pickedOf(sentFields(c));
  const missing = [
    ...(ids.length === 0 ? [{ code: 'accounts.none-chosen', field: 'chosen' }] : []),
    ...(chosen === undefined ? [{ code: 'validation.answer-missing', field: 'answer' }] : []),
    ...(reason.trim() === '' ? [{ code: 'validation.reason-missing', field: 'reason' }] : []),
  ];
  if (chosen === undefined || missing.length > 0) return queuePage(c, { ...tried, problems: missing });
  let done = 0;
  for (const id of ids) {
    const answered = await answerException(deps.db, deps.utility, { id, answer: chosen, reason, by: clerkOf(c) });
    if (answered.ok) done += 1;
  }
  const query = new URLSearchParams({ done: `${done}`, refused: `${ids.length - done}` });
  return c.redirect(`${paths.console.readsExceptions}?${query}`, 303);
}

function answerOf(text: string): ExceptionAnswer | undefined {
  if (text === 'accept') return { kind: 'accept' };
  const method = estimateMethods.find((one) => one === text);
  return method === undefined ? undefined : { kind: 'estimate', method };
}
