import { present } from '../../../../domain/kernel/index.ts';
import type { AtRiskFilter } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';
import { knownLanguage } from '../../../words/known-language.ts';

export const stages = ['can-register', 'pay-by-hand', 'overdue'] as const;

/** The filters of the at-risk list, from its address; what is not one of them is no filter. */
export function filterOf(c: PageContext): AtRiskFilter {
  const stage = stages.find((one) => one === c.req.query('stage'));
  const language = knownLanguage(c, c.req.query('language'));
  const contacted = { yes: true, no: false }[c.req.query('contacted') ?? ''];
  return present({ stage, language, contacted });
}
