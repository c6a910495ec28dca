import { cents } from '../../../../domain/kernel/index.ts';
import type { Words } from '../../../words/words.ts';

type Detail = Readonly<Record<string, string | number | boolean>>;

/** Details that are money, in cents. */
const money = new Set(['amount', 'cents', 'offered']);

/** Details that hold several codes in one text. */
const several = new Set(['after', 'before', 'by', 'fields', 'kinds', 'rights']);

/** Where the words of a detail's codes stand, the first that has one. A value without words is shown as it was written. */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  after: ['console.role', 'people.may'],
  answer: ['console.validation.did'],
  before: ['console.role', 'people.may'],
  by: ['audit-detail.by'],
  cause: ['alerts.cause'],
  channel: ['console.channel', 'console.leaks.channel', 'console.objection.channel'],
  email: ['audit-detail.email'],
  fields: ['console.place.field', 'console.customer-change'],
  how: ['console.kiosks.how', 'audit-detail.how'],
  kind: ['alerts.standing', 'goal.kind'],
  kinds: ['alerts.kind', 'alerts.settings.kind'],
  on: ['people.way'],
  outcome: ['console.timeline.answer'],
  proof: ['console.people.proof'],
  reason: ['console.sessions-end', 'console.shadow.reason', 'console.people.proof'],
  result: ['console.leaks.result'],
  rights: ['people.may'],
  role: ['console.role'],
  rule: ['console.validation.rule', 'review.rule'],
  step: ['console.timeline.answer', 'audit-detail.step'],
  task: ['console.job'],
  way: ['console.channel'],
};

/** What was written down beside an act, in words: `Amount: $75.00`. Names without words stay as they were written. */
export const detailWords = (t: Words, detail: Detail): readonly string[] =>
  Object.entries(detail).map(([name, value]) => {
    const label = worded(t, [`audit-detail.${name}`]) ?? name;
    return t('console.audit.detail-value', { label, value: valueWords(t, name, value) });
  });

function valueWords(t: Words, name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'audit-detail.yes' : 'audit-detail.no');
  if (typeof value === 'number') return money.has(name) ? t.money(cents(value)) : String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return t.listDate(Temporal.PlainDate.from(value));
  const codes = several.has(name) ? value.split(name === 'by' ? ' and ' : /,? /) : [value];
  const words = codes.map((code) => codeWords(t, name, code));
  return words.some((word) => word === undefined) ? value : t.list(words.filter((word) => word !== undefined));
}

const codeWords = (t: Words, name: string, code: string): string | undefined =>
  worded(
    t,
    (vocabularies[name] ?? []).flatMap((words) => [`${words}.${code}`, `${words}-${code.replace(' ', '-')}`]),
  );

/** The first of these keys that has words. */
function worded(t: Words, keys: readonly string[]): string | undefined {
  return keys.map((key) => ({ key, said: t.maybe(key) })).find(({ key, said }) => said !== key)?.said;
}
