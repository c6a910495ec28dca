import { shadowReasons } from '../../../domain/exchange/index.ts';
import type { ShadowDifference } from '../../../usecases/exchange/index.ts';
import { problemText } from '../../components/form.tsx';
import type { PageContext } from '../../page.ts';

/** Why a bill differs: a line of it for one of these, or all of it. */
export const differenceReasons = [...shadowReasons, 'not-calculated'] as const;

export const reasonText = ({ var: { t } }: PageContext, reason: string): string =>
  t.maybe(`console.shadow.reason.${reason}`) ?? reason;

/** A service as people call it; a billing system's own code for one that we do not know stays. */
export function serviceText({ var: { t } }: PageContext, service: string | undefined): string {
  if (service === undefined) return '—';
  const key = `service.${service}`;
  const said = t.maybe(key);
  return said === key ? service : said;
}

/** The same with what was in the way, where the bill could not be calculated. */
export const whyText = (c: PageContext, { reason, problem }: Pick<ShadowDifference, 'reason' | 'problem'>): string =>
  problem === undefined ? reasonText(c, reason) : `${reasonText(c, reason)}: ${problemText(c, problem)}`;
