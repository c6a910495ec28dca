import { forgivable, type NumberPart, type NumberShape } from '../../src/domain/accounts/index.ts';

type Short = {
  readonly name: string;
  readonly length: number | { readonly from: number; readonly to: number };
} & Partial<Pick<NumberPart, 'characters' | 'pattern' | 'separator' | 'forgive' | 'minTyped' | 'example'>>;

/** A shape in few words; what is left out is as utility.yaml has it. */
export const eachPart = (...parts: readonly Short[]): NumberShape =>
  parts.map(({ length, ...part }) => {
    const [shortest, longest] = typeof length === 'number' ? [length, length] : [length.from, length.to];
    const { characters = 'letters_and_digits', forgive = forgivable } = part;
    const zeros = characters === 'digits' && forgive.includes('leading_zeros');
    return {
      ...{ characters, forgive, shortest, longest, separator: '', example: '' },
      ...part,
      minTyped: zeros ? (part.minTyped ?? 1) : shortest,
    };
  });

/** As the reference utility's. */
export const twoParts = eachPart(
  { name: 'customer', characters: 'digits', length: 8, separator: '-', minTyped: 4, example: '00123456' },
  { name: 'premise', characters: 'digits', length: 7, minTyped: 3, example: '0004321' },
);

/** As billing systems have it that number accounts by themselves. */
export const onePart = eachPart({ name: 'account', length: 10, example: 'WB20417735' });
