import type { Problem } from '../../../domain/kernel/index.ts';
import type { SkipReason } from '../../../domain/metering/index.ts';
import { maxKept, type RefusedLine } from '../../../store/refused-lines.ts';
import { maxShown } from './reads-report.ts';

/** What became of the lines of a file so far. */
export interface LineTally {
  lines: number;
  reads: number;
  empty: number;
  rounded: number;
  refused: number;
  header?: string;
  readonly skipped: Map<SkipReason, number>;
  readonly byReason: Map<string, number>;
  readonly first: Problem[];
  readonly kept: RefusedLine[];
}

export const lineTally = (): LineTally => ({
  ...{ lines: 0, reads: 0, empty: 0, rounded: 0, refused: 0 },
  ...{ skipped: new Map(), byReason: new Map(), first: [], kept: [] },
});

/** Counts a line that was refused, keeps the first of them, and hands it on whole. */
export const refuser =
  (tally: LineTally, refusedLine?: (line: RefusedLine) => void | Promise<void>) =>
  async (line: number, kept: string, problems: readonly Problem[]): Promise<void> => {
    tally.refused += 1;
    for (const problem of problems) {
      tally.byReason.set(problem.code, (tally.byReason.get(problem.code) ?? 0) + 1);
      if (tally.first.length < maxShown) tally.first.push(problem);
    }
    const refusal = { line, kept, problems };
    if (tally.kept.length < maxKept) tally.kept.push(refusal);
    await refusedLine?.(refusal);
  };
