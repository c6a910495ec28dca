import type { Utility } from '../../config/utility.ts';
import type { PageContext } from '../page.ts';

type Programme = Utility['assistance']['programmes'][number];

/** What a programme takes off, in the reader's words. */
export function offText(c: PageContext, { percent_off, amount_off_a_month, cap_a_month }: Programme): string {
  const { t } = c.var;
  if (amount_off_a_month !== undefined) return t('assistance.amount', { amount: t.money(amount_off_a_month) });
  const percent = t('assistance.percent', { percent: percent_off ?? 0 });
  return cap_a_month === undefined ? percent : `${percent}, ${t('assistance.cap', { amount: t.money(cap_a_month) })}`;
}

/** A programme by its id; undefined where the utility's file has it no more. */
export const programmeOf = (c: PageContext, id: string): Programme | undefined =>
  c.var.deps.utility.assistance.programmes.find((one) => one.id === id);
