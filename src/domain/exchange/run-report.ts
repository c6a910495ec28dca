import type { Problem } from '../kernel/index.ts';
import type { PackageFileName } from './package-files.ts';

/** What a package says about one of our tables, against what is known. */
export interface FileReport {
  readonly file: PackageFileName;
  /** Records below the header. */
  readonly rows: number;
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Set aside, with their reason. */
  readonly refused: number;
  /** Columns whose cells nobody looked at, and those that the package has no place for. */
  readonly dropped: readonly string[];
  readonly ignored: readonly string[];
  readonly encoding: string;
}

export interface RunReport {
  readonly files: readonly FileReport[];
  /** Open accounts of the billing system, and those that would be closed. */
  readonly accounts: { readonly open: number; readonly closing: number };
  /** Known balances, those that change, and those whose change no new bill or transaction explains. */
  readonly balances: { readonly known: number; readonly changed: number; readonly unexplained: number };
  /** Receipts of ours that the billing system has now. */
  readonly confirmed: number;
  /** Sums that bills, transactions and balances lack of each other; for the analyst. */
  readonly differences: number;
  readonly notes: readonly Problem[];
}

/** Why a person looks first. */
export type WaitsFor = 'gap' | 'closing' | 'balances';

/** What more than the share of all that a package may close or change without a person. */
export function waitsFor(
  { accounts, balances }: Pick<RunReport, 'accounts' | 'balances'>,
  maxPercent: number,
): readonly WaitsFor[] {
  const isMore = (some: number, all: number) => all > 0 && some * 100 > all * maxPercent;
  return [
    ...(isMore(accounts.closing, accounts.open) ? (['closing'] as const) : []),
    ...(isMore(balances.unexplained, balances.known) ? (['balances'] as const) : []),
  ];
}
