import { exactToDecimal, type Problem } from '../../src/domain/kernel/index.ts';
import { applySchedule, type RateLine, readSchedule } from '../../src/domain/rates/index.ts';

/** A file of one class, HOME, whose parts are `parts`, under `head`. */
export const home = (parts: string, head = ''): string =>
  `${head}rate_structure:\n  HOME:\n${parts.replaceAll(/^/gm, '    ')}\n`;

/** A line with its numbers as a person writes them. */
export interface WrittenLine {
  readonly [name: string]: unknown;
}

function writtenLine({ quantity, unitPrice, exactAmount, tier, ...line }: RateLine): WrittenLine {
  return {
    ...line,
    ...(quantity !== undefined && { quantity: exactToDecimal(quantity) }),
    ...(unitPrice !== undefined && { unitPrice: exactToDecimal(unitPrice) }),
    ...(tier !== undefined && {
      tier: [tier.number, exactToDecimal(tier.from), tier.to === undefined ? undefined : exactToDecimal(tier.to)],
    }),
    exactAmount: exactToDecimal(exactAmount),
  };
}

/** Everything that is wrong with a file, or with its class HOME. */
export function wrong(text: string): readonly Problem[] {
  const read = readSchedule('test.owrs', text);
  return read.ok ? (read.value.refused.get('HOME') ?? []) : read.problem;
}

/** The lines that HOME bills, or what is in the way. */
export function billed(
  text: string,
  inputs: Record<string, string> = {},
  use: Omit<Parameters<typeof applySchedule>[1], 'rateClass' | 'inputs'> = {},
): readonly WrittenLine[] | readonly Problem[] {
  const read = readSchedule('test.owrs', text);
  if (!read.ok) return read.problem;
  const applied = applySchedule(read.value, { rateClass: 'HOME', inputs, ...use });
  return applied.ok ? applied.value.lines.map(writtenLine) : applied.problem;
}
