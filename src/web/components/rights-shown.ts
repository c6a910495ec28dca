import type { AccountRight, LetIn } from '../../domain/delegates/index.ts';
import type { PageContext } from '../page.ts';

/** What somebody may do, in a few words. */
export const mayShown = (
  { var: { t } }: PageContext,
  { rights }: { readonly rights: readonly AccountRight[] },
): string =>
  [
    t(rights.includes('pay') ? 'people.may.pay' : 'people.may.view'),
    ...(rights.includes('alerts') ? [t('people.may.alerts')] : []),
    ...(rights.includes('autopay') ? [t('people.may.autopay')] : []),
  ].join('; ');

export const untilShown = ({ var: { t } }: PageContext, { endsOn }: LetIn): string =>
  endsOn === undefined ? t('people.until.open') : t('people.until.day', { date: t.date(endsOn) });
