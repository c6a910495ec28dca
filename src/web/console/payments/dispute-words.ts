import type { PageContext } from '../../page.ts';

/** Why a bank took the money back, in words; a processor's word that we have none for stays as the processor writes it. */
export function disputeReason({ var: { t } }: PageContext, reason: string): string {
  const key = `console.dispute.because.${reason}`;
  const said = t.maybe(key);
  return said === key ? reason : said;
}
