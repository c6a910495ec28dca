import { isMap, isScalar, parseDocument } from 'yaml';
import type { Answers } from './questions.ts';

/** A copy of the reference's utility.yaml with the answers in it; what is not decided keeps its `sample: true` and its comments. */
export function utilityYaml(reference: string, answers: Answers, rateFile: string): string {
  const document = parseDocument(reference);
  const set = (path: string, value: unknown) => document.setIn(path.split('.'), document.createNode(value));
  const inEach = (words: Readonly<Record<string, string>>) =>
    Object.fromEntries(languages.map((language) => [language, words[language] ?? words['en'] ?? '']));
  const languages = listOf(answers.languages);
  document.commentBefore =
    ' A utility of your own, begun by `caudal init`. What carries `sample: true` is an example and is shown as SAMPLE: decide it,\n then take the mark away. `caudal config check` says what is wrong.';
  const [first] = isMap(document.contents) ? document.contents.items : [];
  if (isScalar(first?.key)) first.key.commentBefore = null;
  set('name', answers.name);
  set('short_name', answers.name);
  set('official_address', answers.address);
  set('time_zone', answers.timeZone);
  set('languages', languages);
  document.deleteIn(['look', 'mark']);
  set('contact.street', answers.street);
  set('contact.city', answers.city);
  set('contact.state', answers.state);
  set('contact.zip', answers.zip);
  set('contact.billing_phone', answers.phone);
  set('contact.after_hours_phone', answers.emergencyPhone);
  set('contact.email', answers.email);
  document.delete('accessibility');
  document.delete('weather');
  set('account_number', partsOf(answers.number, inEach));
  set('transition.cut_over', answers.opens);
  document.deleteIn(['transition', 'old_portal_address']);
  set('billing.by', answers.billedBy);
  set('billing.due_days.value', numberOr(answers.dueDays));
  set(
    'billing.cycles',
    listOf(answers.readDays).map((day, at) => cycleOf(day, at)),
  );
  set('billing.rates', [rateFile]);
  set('watering.announced', [{ from: `${answers.opens.slice(0, 4)}-01-01`, stage: 'normal' }]);
  set('billed_by_others', []);
  return document.toString({ lineWidth: 0 });
}

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** A number where one was typed; else the text, of which the check says what was expected. */
const numberOr = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/** Cycles are called A, B, C …; bills go out two days after the reads. */
const cycleOf = (day: string, at: number) => ({
  name: String.fromCharCode(65 + at),
  read_day: numberOr(day),
  issue_after_days: 2,
});

const customerAndPremise = [
  { name: 'customer', called: { es: 'número de cliente', en: 'customer number' } },
  { name: 'premise', called: { es: 'número de cuenta', en: 'account number' } },
] as const;

/** The parts of an account's number as its example shows them: digits where there are only digits. */
function partsOf(example: string, inEach: (words: Readonly<Record<string, string>>) => object): readonly object[] {
  const found = [...example.trim().matchAll(/([\p{L}\p{N}]+)([^\p{L}\p{N}]*)/gu)];
  return found.map(([, part = '', separator = ''], at) => {
    const pair = found.length === 2 ? customerAndPremise[at] : undefined;
    const isDigits = /^\d+$/.test(part);
    return {
      name: pair?.name ?? (found.length === 1 ? 'account' : `part-${at + 1}`),
      called: inEach(pair?.called ?? { es: 'número de cuenta', en: 'account number' }),
      characters: isDigits ? 'digits' : 'letters_and_digits',
      length: part.length,
      ...(at === found.length - 1 ? {} : { separator }),
      example: part.toUpperCase(),
    };
  });
}
