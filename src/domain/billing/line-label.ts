import type { Language } from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import { depositCreditPart, estimateCorrectionPart, lateFeePart, transferPart } from './revenue.ts';

/** Lines that no schedule and no setting names. */
const ownParts: readonly string[] = [depositCreditPart, estimateCorrectionPart, lateFeePart, transferPart];

/**
 * What a line is called: as the schedule or the fee of that day called it. In a language that they have no name in, a line of
 * Caudal's own has the language's, and any other the English one.
 */
export function lineLabel(
  { part, label }: Pick<BillLine, 'part' | 'label'>,
  { language, maybe }: { readonly language: Language; maybe(key: string): string },
): string {
  return label[language] ?? (ownParts.includes(part) ? maybe(`bill-line.${part}`) : label.en);
}
