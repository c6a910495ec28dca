import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../../locales/en.json' with { type: 'json' };
import es from '../../../locales/es.json' with { type: 'json' };
import type { Cents } from '../../domain/kernel/index.ts';

export type Language = 'es' | 'en';

/** Every key is in both languages with the same arguments; `test/rules/locales.test.ts` holds that. */
export type MessageKey = keyof typeof en & keyof typeof es;

export type MessageArguments = Readonly<Record<string, string | number>>;

/** The words of one language and the utility's time zone. */
export interface Words {
  readonly language: Language;
  /** BCP 47, for `lang` and `Intl`: US usage in both languages. */
  readonly locale: 'es-US' | 'en-US';
  (key: MessageKey, values?: MessageArguments): string;
  /** A message whose key is only known when running, such as `problem.<code>`; the key itself where there is none. */
  maybe(key: string, values?: MessageArguments): string;
  /** `$24.14`; credits as `−$3.00`. */
  money(amount: Cents): string;
  /** `May 6, 2026` / `6 de mayo de 2026`. */
  date(date: Temporal.PlainDate): string;
  /** `May 6` / `6 de mayo`. */
  shortDate(date: Temporal.PlainDate): string;
  /** A moment in the utility's zone: `Wednesday, May 6, 2026 at 8:00 AM`. */
  moment(instant: Temporal.Instant): string;
  /** A decimal as text or a number, grouped: `12,000`. */
  number(value: string | number, fractionDigits?: number): string;
}

const messages: Readonly<Record<Language, Readonly<Record<string, string>>>> = { es, en };
const compiled = new Map<string, IntlMessageFormat>();

/** Compiling a message costs a hundred times its use: each is compiled once. */
function message(language: Language, locale: string, key: string): IntlMessageFormat | undefined {
  const id = `${language} ${key}`;
  const known = compiled.get(id);
  if (known !== undefined) return known;
  const source = messages[language][key];
  if (source === undefined) return undefined;
  const made = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
  compiled.set(id, made);
  return made;
}

export function words(language: Language, timeZone: string): Words {
  const locale = language === 'es' ? 'es-US' : 'en-US';
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
  const say = (key: string, values?: MessageArguments): string => {
    const format = message(language, locale, key);
    return format === undefined ? key : String(format.format(values as Record<string, string | number> | undefined));
  };
  return Object.assign((key: MessageKey, values?: MessageArguments) => say(key, values), {
    language,
    locale,
    maybe: say,
    money: (amount: Cents) => money.format(amount / 100).replace('-', '−'),
    date: (date: Temporal.PlainDate) => date.toLocaleString(locale, { dateStyle: 'long' }),
    shortDate: (date: Temporal.PlainDate) => date.toLocaleString(locale, { month: 'long', day: 'numeric' }),
    moment: (instant: Temporal.Instant) =>
      instant.toLocaleString(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' }),
    number: (value: string | number, fractionDigits?: number) =>
      new Intl.NumberFormat(locale, {
        maximumFractionDigits: fractionDigits ?? 12,
        ...(fractionDigits === undefined ? {} : { minimumFractionDigits: fractionDigits }),
        // A decimal as text keeps every digit: Intl reads it exactly.
      }).format(value as number),
  }) as Words;
}
