import { Marked } from 'marked';
import MiniSearch from 'minisearch';
import type { Utility } from '../../config/utility.ts';
import { exampleNumber } from '../../domain/accounts/index.ts';
import { inLanguage, isBefore, type Language, localeOf } from '../../domain/kernel/index.ts';
import type { HelpAnswerFile, HelpWords } from '../../gateways/help-content.ts';

export interface HelpAnswer {
  readonly slug: string;
  readonly topic: HelpAnswerFile['topic'];
  readonly title: string;
  readonly summary: string;
  /** From our own Markdown, with no HTML of its own: safe to show as it is. */
  readonly html: string;
}

/** The questions and answers of one language, in their order, and how to search them. */
interface HelpCentre {
  readonly answers: readonly HelpAnswer[];
  find(slug: string): HelpAnswer | undefined;
  /** Best first; accents, case and small slips of the hand do not matter. */
  search(words: string): readonly HelpAnswer[];
}

const markdown = new Marked({ renderer: { html: () => '' } });

/** Before the cut-over an answer says what people will be able to do, and when; after it, what they can. */
type HelpPhase = 'before' | 'after';

/** Fills the answers with what the utility's configuration says and indexes them once. */
function helpCentre(
  files: readonly HelpAnswerFile[],
  words: HelpWords,
  { utility, language, phase }: { readonly utility: Utility; readonly language: Language; readonly phase: HelpPhase },
): HelpCentre {
  const values = helpValues(utility, language);
  const written = (text: string): string => filled(ofPhase(text, phase), values);
  const answers = files
    .filter((file) => file.language === language)
    .toSorted((a, b) => a.order - b.order)
    .map((file) => ({
      slug: file.slug,
      topic: file.topic,
      title: written(file.title),
      summary: written(file.summary),
      html: markdown.parse(written(file.body), { async: false }),
      text: written(file.body),
      keywords: file.keywords,
    }))
    .map((answer) => ({ ...answer, alsoCalled: alsoCalled(answer, words) }));
  const ignored = new Set(words.ignored.map(plain));
  const index = new MiniSearch<(typeof answers)[number]>({
    idField: 'slug',
    fields: ['title', 'summary', 'keywords', 'alsoCalled', 'text'],
    processTerm: (term) => plain(term),
    searchOptions: {
      boost: { title: 4, keywords: 4, alsoCalled: 3, summary: 2 },
      prefix: (term) => term.length >= shortestPrefix,
      fuzzy: 0.25,
      processTerm: plain,
    },
  });
  index.addAll(answers);
  const bySlug = new Map(answers.map((answer) => [answer.slug, answer]));
  return {
    answers,
    find: (slug) => bySlug.get(slug),
    search: (typed) =>
      index
        .search(saying(typed.slice(0, 200), ignored))
        .slice(0, 10)
        .flatMap((hit) => bySlug.get(String(hit.id)) ?? []),
  };
}

/** The help centre of a language as it is at a moment. */
export type Help = (language: Language, now: Temporal.Instant) => HelpCentre;

export function helpBeforeAndAfter(
  files: readonly HelpAnswerFile[],
  words: ReadonlyMap<Language, HelpWords>,
  utility: Utility,
): Help {
  const inEach = (phase: HelpPhase) =>
    new Map(
      [...words].map(([language, ofLanguage]) => [
        language,
        helpCentre(files, ofLanguage, { utility, language, phase }),
      ]),
    );
  const centres = { before: inEach('before'), after: inEach('after') };
  return (language, now) => {
    const centre = centres[isBefore(now, utility.cutOver) ? 'before' : 'after'].get(language);
    if (centre === undefined) throw new Error(`content/${language}/help is missing`);
    return centre;
  };
}

/** Shorter words stand for themselves: "mi" is not the beginning of "mismo". */
const shortestPrefix = 4;

/** What customers may call that which an answer is about: every word of the groups that its keywords have a word of. */
function alsoCalled({ keywords }: { readonly keywords: string }, { same }: HelpWords): string {
  const named = ` ${wordsOf(keywords).join(' ')} `;
  const groups = same.filter((group) => group.some((word) => named.includes(` ${wordsOf(word).join(' ')} `)));
  return groups.flat().join(' ');
}

/** The words of a search that say something; all of them where none does. */
function saying(typed: string, ignored: ReadonlySet<string>): string {
  const said = wordsOf(typed).filter((word) => !ignored.has(word));
  return said.length > 0 ? said.join(' ') : typed;
}

const wordsOf = (text: string): readonly string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Without accents and case: "contrasena" finds "contraseña". */
const plain = (term: string): string => term.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** `{{#before}}…{{/before}}` and `{{#after}}…{{/after}}`: only the one of this phase stays. One left open throws. */
function ofPhase(text: string, phase: HelpPhase): string {
  const chosen = text.replaceAll(/\{\{#(before|after)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, when: string, words: string) =>
    when === phase ? words : '',
  );
  const loose = /\{\{[#/][^}]*\}\}/.exec(chosen);
  if (loose !== null) throw new Error(`help text has ${loose[0]} without its other half`);
  return chosen.trim();
}

/** A placeholder that configuration does not know is a mistake of the text: it throws when the portal starts. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{\s*([a-z_]+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`help text asks for {{${name}}}, which configuration does not know`);
    return value;
  });
}

/** What help texts may name; docs/guides/another-utility.md lists it. */
function helpValues(utility: Utility, language: Language): Readonly<Record<string, string>> {
  const locale = localeOf(language);
  const { contact, billing, transition } = utility;
  const cutOver = utility.cutOver.toZonedDateTimeISO(utility.time_zone);
  const dollars = (amount: number): string =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(amount / 100);
  return {
    utility: utility.short_name,
    numbers: new Intl.ListFormat(locale).format(
      new Set(utility.account_number.map(({ called }) => inLanguage(called, language))),
    ),
    example_number: exampleNumber(utility.account_number),
    official_address: utility.official_address,
    cut_over: cutOver.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' }),
    cut_over_day: cutOver.toPlainDate().toLocaleString(locale, { day: 'numeric', month: 'long' }),
    lead_hours: String(utility.autopay.lead_hours),
    billing_phone: contact.billing_phone,
    after_hours_phone: contact.after_hours_phone,
    email: contact.email,
    office_hours: inLanguage(contact.office_hours, language),
    office_address: `${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`,
    cards: utility.payments.cards.join(', '),
    late_days: String(billing.late_fee.after_days),
    late_fee: dollars(billing.late_fee.amount),
    old_portal:
      transition.old_portal_address === undefined
        ? inLanguage(transition.old_portal, language)
        : `${inLanguage(transition.old_portal, language)} (${transition.old_portal_address})`,
    last_day: cutOver.toPlainDate().subtract({ days: 1 }).toLocaleString(locale, { day: 'numeric', month: 'long' }),
    hold_days: String(transition.late_fee_hold.days),
    billed_by_others: utility.billed_by_others
      .map((other) => `- **${other.name}**: ${inLanguage(other.charges, language)}. ${other.phone}`)
      .join('\n'),
  };
}
