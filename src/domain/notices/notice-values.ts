import { cents, deadlineText, dollarsIn, inOwnOrder, type Language, localeOf } from '../kernel/index.ts';
import type { NoticeValues } from './notice-template.ts';

/** Fields of a notice that are money, by their ending. */
const money = /(?:^|[a-z])(?:amount|fee|cap|owed)$/i;

/** Numbers and addresses that a line from right to left would turn around; codes and links are copied, and stay as they are. */
const inOrder: ReadonlySet<string> = new Set(['account', 'reference', 'phone', 'number', 'place', 'address']);

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/**
 * What a notice carries, written as its reader writes it: money in dollars, dates and moments in words. Objects open into
 * dotted names (`payByHand.amount` is `payByHand_amount`), a method into `method`. Takes what travelled as JSON.
 */
export function noticeValues(
  notice: Readonly<Record<string, unknown>>,
  language: Language,
  timeZone: string,
): NoticeValues {
  const locale = localeOf(language);
  const dollars = dollarsIn(language);
  const values: Record<string, string | number> = {};
  const open = (fields: Readonly<Record<string, unknown>>, prefix: string): void => {
    for (const [name, value] of Object.entries(fields)) {
      const key = `${prefix}${name}`;
      if (name === 'method' && isRecord(value)) values[key] = methodShown(value, language);
      else if (isRecord(value)) open(value, `${key}_`);
      else if (typeof value === 'number') values[key] = money.test(name) ? dollars(cents(value)) : value;
      else if (typeof value === 'boolean') values[key] = value ? 'yes' : 'no';
      // ICU's `select` takes names without a hyphen: `over-cap` is `over_cap` there.
      else if (name === 'reason' && typeof value === 'string') values[key] = value.replaceAll('-', '_');
      else if (typeof value === 'string' && name.endsWith('By') && instant.test(value))
        values[key] = deadlineText(Temporal.Instant.from(value), language, timeZone);
      else if (typeof value === 'string' && inOrder.has(name)) values[key] = inOwnOrder(value, language);
      else if (typeof value === 'string') values[key] = written(value, locale, timeZone);
    }
  };
  open(notice, '');
  return values;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function written(value: string, locale: string, timeZone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value))
    return Temporal.PlainDate.from(value).toLocaleString(locale, { dateStyle: 'long' });
  if (instant.test(value)) {
    return Temporal.Instant.from(value).toLocaleString(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' });
  }
  return value;
}

/** How a processor writes a bank or a card that it cannot name, and how people say it. */
const unnamed: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  Bank: { es: 'cuenta bancaria', en: 'bank account' },
  Card: { es: 'tarjeta', en: 'card' },
};

/** `Visa ending in 4242`, `bank account ending in 6789`; in a language that has no words here, `Visa •••• 4242`. */
function methodShown(method: Readonly<Record<string, unknown>>, language: Language): string {
  const ending = ({ es: 'que termina en', en: 'ending in' } as Record<Language, string>)[language] ?? '••••';
  const brand = String(method['brand'] ?? '');
  return `${unnamed[brand]?.[language] ?? brand} ${ending} ${String(method['last4'] ?? '')}`.trim();
}
