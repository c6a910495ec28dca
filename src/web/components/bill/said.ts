import type { Sentence } from '../../../domain/billing/index.ts';
import type { PageContext } from '../../page.ts';

/** A sentence of an explanation, with its dates and numbers written as the reader writes them. */
export function said(c: PageContext, { key, values }: Sentence): string {
  const { t } = c.var;
  const written = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    value instanceof Temporal.PlainDate ? t.date(value) : value,
  ]);
  return t.maybe(key, Object.fromEntries(written));
}
