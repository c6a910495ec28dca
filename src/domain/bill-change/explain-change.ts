import type { Sentence } from '../billing/index.ts';
import { exactToDecimal } from '../kernel/index.ts';
import type { BillChange, ChangePart, PlaceChange } from './billed-service.ts';

/** Why a part is what it is, as a key of both locales and what fills it. */
export function explainPart({ days, gallons }: BillChange, { kind, amount, of }: ChangePart): Sentence {
  switch (kind) {
    case 'days':
      return days.now === days.before ? sentence('days-same', { days: days.now }) : sentence('days', { ...days });
    case 'use': {
      const [before, now] = [
        exactToDecimal(gallons.before.div(days.before), 0),
        exactToDecimal(gallons.now.div(days.now), 0),
      ];
      return before === now ? sentence('use-same', { now }) : sentence('use', { before, now });
    }
    case 'rate':
    case 'fees':
      return sentence(amount === 0 && of.length === 0 ? `${kind}-same` : kind, {});
    default:
      return sentence(kind, {});
  }
}

/** How much of the use is of one place, a day. */
export const explainPlace = ({ days }: BillChange, { gallons }: PlaceChange, place: string): Sentence =>
  sentence('place', {
    place,
    before: exactToDecimal(gallons.before.div(days.before), 0),
    now: exactToDecimal(gallons.now.div(days.now), 0),
  });

const sentence = (name: string, values: Sentence['values']): Sentence => ({ key: `bill-change.why.${name}`, values });
