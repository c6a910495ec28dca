import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../../locales/en.json' with { type: 'json' };
import es from '../../../locales/es.json' with { type: 'json' };
import {
  type Cents,
  deadlineText,
  directionOf,
  dollarsIn,
  inOwnOrder,
  type Language,
  localeOf,
} from '../../domain/kernel/index.ts';

export type { Language } from '../../domain/kernel/index.ts';

/** Every key is in both languages with the same arguments; `test/rules/locales.test.ts` holds that. */
export type MessageKey = keyof typeof en & keyof typeof es;

type MessageArguments = Readonly<Record<string, string | number>>;

/** The words of one language and the utility's time zone. */
export interface Words {
  readonly language: Language;
  /** BCP 47, for `lang` and `Intl`: US usage in every language. */
  readonly locale: string;
  /** Which way its lines run. */
  readonly direction: 'ltr' | 'rtl';
  (key: MessageKey, values?: MessageArguments): string;
  /** A message whose key is only known when running, such as `problem.<code>`; the key itself where there is none. */
  maybe(key: string, values?: MessageArguments): string;
  /** `$24.14`; credits as `−$3.00`. */
  money(amount: Cents): string;
  /** An address or a number in Latin letters, in its own order among words that run from right to left. */
  inOwnOrder(text: string): string;
  /** `May 6, 2026` / `6 de mayo de 2026`. */
  date(date: Temporal.PlainDate): string;
  /** `May 6, 2026` / `6 may 2026`: in a table, where a day stays in one line. */
  listDate(date: Temporal.PlainDate): string;
  /** `May 6` / `6 de mayo`. */
  shortDate(date: Temporal.PlainDate): string;
  /** `Sep 6` / `6 sep`: under a bar. */
  axisDate(date: Temporal.PlainDate): string;
  /** `May 2026` / `mayo de 2026`: the month of a day. */
  month(day: Temporal.PlainDate): string;
  /** `May` / `may`: under a bar. */
  shortMonth(day: Temporal.PlainDate): string;
  /** `Wednesday, May 6, 2026` / `miércoles, 6 de mayo de 2026`. */
  weekday(day: Temporal.PlainDate): string;
  /** `3 PM` / `3 p.m.`: the hour that a clock shows, 0–23. */
  hour(hour: number): string;
  /** `10:00 PM` / `10:00 p.m.`: an hour of the day as a clock shows it. */
  clockHour(hour: number): string;
  /** The time of a moment in the utility's zone: `8:00 AM`. */
  time(instant: Temporal.Instant): string;
  /** A moment in the utility's zone: `Wednesday, May 6, 2026 at 8:00 AM`. */
  moment(instant: Temporal.Instant): string;
  /** The same in a table: `May 6, 2026, 8:00 AM`; where it is narrow, the time stands under the day. */
  stamp(instant: Temporal.Instant): string;
  /** Until when, after “by”: `Tuesday, May 5, 2026` for the midnight that ends that day, else with its time. */
  deadline(instant: Temporal.Instant): string;
  /** A decimal as text or a number, grouped: `12,000`. */
  number(value: string | number, fractionDigits?: number): string;
  /** What a language is called in this one: `Spanish` / `Español`. */
  languageName(language: Language): string;
  /** `a, b, and c` / `a, b y c`. */
  list(parts: readonly string[]): string;
}

/** The messages of a language by their keys, as its file of `locales` has them. */
export type Messages = Readonly<Record<string, string>>;

const ownMessages: Readonly<Record<Language, Messages>> = { es, en };
const compiled = new WeakMap<Messages, Map<string, IntlMessageFormat>>();

/** Compiling a message costs a hundred times its use: each is compiled once. */
function message(all: Messages, locale: string, key: string): IntlMessageFormat | undefined {
  const ofAll = compiled.get(all) ?? new Map<string, IntlMessageFormat>();
  compiled.set(all, ofAll);
  const known = ofAll.get(key);
  if (known !== undefined) return known;
  const source = all[key];
  if (source === undefined) return undefined;
  const made = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
  ofAll.set(key, made);
  return made;
}

const made = new Map<string, Words>();

/** The words of a language that comes with Caudal. Made once: building Intl's formatters costs more than a whole page. */
export function words(language: Language, timeZone: string): Words {
  const id = `${language} ${timeZone}`;
  const known = made.get(id) ?? wordsOf(ownMessages[language] ?? en, language, timeZone);
  made.set(id, known);
  return known;
}

/**
 * The words of every language of a utility: of those that come with Caudal, and of those whose messages were read at the start.
 * A message that these lack is said in English.
 */
export function wordsWith(read: Readonly<Record<Language, Messages>>, timeZone: string): (language: Language) => Words {
  const brought = new Map(
    Object.entries(read).map(([language, messages]) => [language, wordsOf({ ...en, ...messages }, language, timeZone)]),
  );
  return (language) => brought.get(language) ?? words(language, timeZone);
}

/** Words of other messages than the language's own, written as the language writes dates and numbers. */
export function wordsOf(all: Messages, language: Language, timeZone: string): Words {
  const locale = localeOf(language);
  const direction = directionOf(language);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const listDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const shortDate = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' });
  const axisDate = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' });
  const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const hourFormat = new Intl.DateTimeFormat(locale, { hour: 'numeric' });
  const hours = Array.from({ length: 24 }, (_, hour) => hourFormat.format(Temporal.PlainTime.from({ hour })));
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const clockHours = Array.from({ length: 24 }, (_, hour) => clock.format(Temporal.PlainTime.from({ hour })));
  const moment = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const timeOf = remembered((instant: Temporal.Instant) => time.format(instant), minuteOf);
  const stampDay = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const decimals = Array.from(
    { length: 5 },
    (_, digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const written = (key: string, values?: MessageArguments): string => {
    const format = message(all, locale, key);
    if (format === undefined) return key;
    // A time that ends a Spanish sentence ("10:00 p.m.") brings the sentence's own full stop.
    return String(format.format(direction === 'rtl' ? ordered(values, language) : values)).replaceAll('m..', 'm.');
  };
  // Most of a page's hundred messages have no arguments, and are a file's words once and for all.
  const plain = new Map<string, string>();
  const say = (key: string, values?: MessageArguments): string => {
    if (values !== undefined) return written(key, values);
    const known = plain.get(key) ?? written(key);
    if (all[key] !== undefined) plain.set(key, known);
    return known;
  };
  return Object.assign((key: MessageKey, values?: MessageArguments) => say(key, values), {
    language,
    locale,
    direction,
    // A refused line that was kept before limits were called `max` still has its own name for it.
    maybe: (key: string, values?: MessageArguments) =>
      say(key, values?.['most'] === undefined ? values : { max: values['most'], ...values }),
    money: dollarsIn(language),
    inOwnOrder: (text: string) => inOwnOrder(text, language),
    date: remembered((day: Temporal.PlainDate) => date.format(day), dayOf),
    listDate: remembered((day: Temporal.PlainDate) => unbroken(listDate.format(day)), dayOf),
    shortDate: remembered((day: Temporal.PlainDate) => shortDate.format(day), dayOf),
    axisDate: remembered((day: Temporal.PlainDate) => axisDate.format(day), dayOf),
    month: remembered((day: Temporal.PlainDate) => month.format(day), dayOf),
    shortMonth: remembered((day: Temporal.PlainDate) => shortMonth.format(day).replace('.', ''), dayOf),
    weekday: remembered((day: Temporal.PlainDate) => weekday.format(day), dayOf),
    hour: (hour: number) => hours[hour] ?? '',
    clockHour: (hour: number) => clockHours[hour] ?? '',
    time: timeOf,
    moment: remembered((instant: Temporal.Instant) => moment.format(instant), minuteOf),
    deadline: remembered((instant: Temporal.Instant) => deadlineText(instant, language, timeZone), momentOf),
    stamp: remembered(
      (instant: Temporal.Instant) => `${unbroken(stampDay.format(instant))}, ${unbroken(timeOf(instant))}`,
      minuteOf,
    ),
    languageName: remembered((named: Language) => capitalized(names.of(named) ?? named, locale), String),
    list: (parts: readonly string[]) => list.format(parts),
    // A decimal as text keeps every digit: Intl reads it exactly.
    number: (value: string | number, fractionDigits?: number) =>
      (fractionDigits === undefined
        ? decimal
        : (decimals[fractionDigits] ??
          new Intl.NumberFormat(locale, {
            minimumFractionDigits: fractionDigits,
            maximumFractionDigits: fractionDigits,
          }))
      ).format(value as number),
  }) as Words;
}

/** What tells one day, moment or minute from another. */
const dayOf = (day: Temporal.PlainDate): string => day.toString();
const momentOf = (instant: Temporal.Instant): number => instant.epochMilliseconds;
const minuteOf = (instant: Temporal.Instant): number => Math.floor(instant.epochMilliseconds / 60_000);

/**
 * A format of dates or moments that keeps what it wrote: Intl takes 25 µs for a date and 60 for a moment, a tenth of an
 * account's page each, and bills of a town share a few hundred days, all pages the moment of the move.
 */
function remembered<Value>(
  format: (value: Value) => string,
  keyOf: (value: Value) => string | number,
): (value: Value) => string {
  const written = new Map<string | number, string>();
  return (value) => {
    const key = keyOf(value);
    const known = written.get(key);
    if (known !== undefined) return known;
    if (written.size === 4096) written.clear();
    const text = format(value);
    written.set(key, text);
    return text;
  };
}

/** What a message says, each value in its own order. */
const ordered = (values: MessageArguments | undefined, language: Language): MessageArguments | undefined =>
  values &&
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? inOwnOrder(value, language) : value,
    ]),
  );

/** A day or a time that stays in one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

const capitalized = (name: string, locale: string): string =>
  `${name.slice(0, 1).toLocaleUpperCase(locale)}${name.slice(1)}`;
