import { type BillChange, explainPart } from '../../domain/bill-change/index.ts';
import type { BillDocument } from '../../domain/billing/index.ts';
import { inLanguage, type Language } from '../../domain/kernel/index.ts';
import type { BillChanges } from '../../usecases/bill-change/index.ts';
import type { Speech } from '../speech.ts';
import { inWords } from './in-words.ts';

const beside = ['last', 'yearAgo'] as const;

/** Why a bill is not the last one and not a year ago's, line by line; nothing for a first bill. */
export function changesInWords(
  speech: Speech,
  bill: BillDocument,
  { changes, language }: { readonly changes: BillChanges; readonly language: Language },
): readonly string[] {
  const { say, date, money } = speech;
  const signed = (amount: number): string => `${amount > 0 ? '+' : ''}${money(amount)}`;
  const now = bill.summary.newCharges;
  return beside.flatMap((which) => {
    const compared = changes[which];
    if (compared === undefined) return [];
    const { charges: before, change, issuedOn } = compared;
    const sense = now === before ? 'same' : now > before ? 'more' : 'less';
    const told = [
      '',
      say(which === 'last' ? 'bill-change.against-last' : 'bill-change.against-year-ago', { date: date(issuedOn) }),
      say(`bill-change.${sense}`, {
        now: money(now),
        before: money(before),
        difference: money(Math.abs(now - before)),
      }),
    ];
    if (!change.ok) return [...told, say('bill-change.cannot')];
    return [
      ...told,
      ...change.value.parts.flatMap((part) => [
        `  ${say(`bill-change.kind.${part.kind}`)}: ${signed(part.amount)}. ${inWords(speech, explainPart(change.value, part))}`,
        ...part.of.map(({ label, amount }) => `    ${inLanguage(label, language)}: ${signed(amount)}`),
      ]),
    ];
  });
}

/** The same as data: cents by part. */
export const changesAsJson = (changes: BillChanges) =>
  beside.flatMap((which) => {
    const compared = changes[which];
    if (compared === undefined) return [];
    const { number, charges, change } = compared;
    return [
      {
        against: which === 'last' ? 'last' : 'year-ago',
        bill: number,
        charges_cents: charges,
        ...(change.ok ? partsAsJson(change.value) : { problem: change.problem.code }),
      },
    ];
  });

const partsAsJson = ({ difference, parts }: BillChange) => ({
  difference_cents: difference,
  parts: parts.map(({ kind, amount, of }) => ({
    kind,
    amount_cents: amount,
    of: of.map((line) => ({ label: line.label.en, amount_cents: line.amount })),
  })),
});
