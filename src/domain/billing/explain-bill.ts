import { cents, centsToDollars, exactToDecimal } from '../kernel/index.ts';
import type { BillDocument, BillRead } from './bill-document.ts';
import type { BillLine } from './bill-line.ts';

/**
 * A sentence as a key of both locales and what fills it; each page, PDF and command formats dates and numbers its own way.
 */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Temporal.PlainDate>>;
}

/** "Why?" of one line: what was multiplied, in which tier, for how many days, by which dated rule, rounded from what. */
export function explainLine({ quantity, unit, unitPrice, amount, explanation }: BillLine): readonly Sentence[] {
  const { rule, tier, share, formula, exactAmount, because, cis } = explanation;
  const sentences: Sentence[] = (because ?? []).map(({ name, values }) => sentence(name, dated(values)));
  if (quantity !== undefined && unitPrice !== undefined) {
    sentences.push(sentence('quantity', { quantity, unit: unit ?? '', price: unitPrice, exact: exactAmount }));
  } else if (formula !== undefined) {
    sentences.push(sentence('formula', { formula, exact: exactAmount }));
  }
  if (tier !== undefined) {
    const { number, from, to } = tier;
    const values = { number, from, unit: unit ?? '' };
    sentences.push(to === undefined ? sentence('last-tier', values) : sentence('tier', { ...values, to }));
  }
  if (share !== undefined) {
    const { days = 0, periodDays = 0 } = explanation;
    sentences.push(sentence('share', { days, periodDays, share }));
  }
  if (exactAmount !== exactToDecimal(centsToDollars(amount))) {
    sentences.push(sentence('rounded', { exact: exactAmount, rounded: exactToDecimal(centsToDollars(cents(amount))) }));
  }
  // What happened is said above; only a rate has a line of a schedule to point to.
  if (cis !== undefined) sentences.push(sentence('cis', {}));
  else if (because === undefined) {
    sentences.push(
      sentence('rule', {
        file: rule.file,
        line: rule.line,
        class: rule.rateClass,
        date: Temporal.PlainDate.from(rule.effectiveOn),
      }),
    );
  }
  if (explanation.sample === true) sentences.push(sentence('sample', {}));
  return sentences;
}

/** How the use of a bill was measured, register by register. */
export function explainReads({
  reads,
  usageGallons,
}: Pick<BillDocument, 'reads' | 'usageGallons'>): readonly Sentence[] {
  return [...reads.flatMap(explainRead), sentence('use', { gallons: usageGallons })];
}

function explainRead(read: BillRead): Sentence[] {
  const { from, to, meterSerial, usedCount, multiplier, unit } = read;
  const measured = sentence('read', {
    serial: meterSerial,
    from: from.count,
    fromDate: from.on,
    to: to.count,
    toDate: to.on,
    used: usedCount,
    multiplier,
    unit,
  });
  return [
    measured,
    ...(read.rolledOver ? [sentence('rolled-over', { serial: meterSerial })] : []),
    ...(to.fromHours === undefined ? [] : [sentence('from-hours', { date: to.on, hours: to.fromHours.hours })]),
    ...(to.quality === 'estimated' ? [estimatedSentence(to)] : []),
    ...(from.quality === 'estimated' ? [sentence('estimate-corrected', { date: from.on })] : []),
  ];
}

/** Values as the bill keeps them, with their dates as dates. */
const dated = (values: Readonly<Record<string, string | number>>): Sentence['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Temporal.PlainDate.from(value) : value,
    ]),
  );

function estimatedSentence({ on, fromHours }: BillRead['to']): Sentence {
  if (fromHours === undefined) return sentence('estimated', { date: on });
  return sentence('estimated-hours', { date: on, estimated: fromHours.estimated, hours: fromHours.hours });
}

const sentence = (name: string, values: Sentence['values']): Sentence => ({ key: `explain.${name}`, values });
