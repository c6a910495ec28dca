import { ok, refused } from '../../domain/kernel/index.ts';
import {
  approveBillRun,
  cancelBillRun,
  decideBill,
  decideByRule,
  loadRateBook,
  postApprovedRun,
} from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { type AsOptions, workOnRun } from './work-on-run.ts';

export interface DecideOptions extends AsOptions {
  readonly rule?: string;
  readonly reason: string;
  readonly release?: boolean;
  readonly holdOut?: boolean;
  readonly reRead?: boolean;
  readonly estimate?: boolean;
  readonly count?: string;
  readonly meter?: string;
}

/** What is decided about one bill of a run, or about all that a rule holds. */
export const decide = (deps: CliDeps, run: string, bill: string | undefined, options: DecideOptions): Promise<void> =>
  workOnRun(
    deps,
    { run, options },
    {
      async does({ db, utility, utilityFolder }, runId, by) {
        const { reason, rule, meter, count } = options;
        const kinds = [
          ...(options.release === true ? (['release'] as const) : []),
          ...(options.holdOut === true ? (['hold-out'] as const) : []),
          ...(options.reRead === true ? (['re-read'] as const) : []),
          ...(options.estimate === true ? (['estimate'] as const) : []),
          ...(count === undefined ? [] : (['correct-read'] as const)),
        ];
        const [kind] = kinds;
        if (kind === undefined || kinds.length > 1 || (bill === undefined) === (rule === undefined)) {
          return refused({ code: 'billing.decision-missing' });
        }
        if (bill === undefined) {
          if (kind !== 'release' && kind !== 'hold-out') return refused({ code: 'billing.decision-missing' });
          const decided = await decideByRule(db, { runId, rule: rule ?? '', kind, reason, by });
          return decided.ok ? ok({ kind, bills: decided.value }) : decided;
        }
        const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
        if (!rates.ok) return refused(rates.problem[0] ?? { code: 'billing.decision-missing' });
        const setting = { utility, rates: rates.value };
        const decided = await decideBill(db, setting, { runId, number: bill, kind, reason, count, meter, by });
        return decided.ok ? ok({ kind, bills: 1 }) : decided;
      },
      text: ({ kind, bills }) => [`${kind}: ${bills} ${bills === 1 ? 'bill' : 'bills'}`],
      json: ({ kind, bills }) => ({ decided: kind, bills }),
    },
  );

export const approve = (deps: CliDeps, run: string, options: AsOptions & { readonly note?: string }): Promise<void> =>
  workOnRun(
    deps,
    { run, options },
    {
      does: ({ db, utility }, runId, by) => approveBillRun(db, { utility }, { runId, note: options.note ?? '', by }),
      text: () => [`Run ${run} is approved: caudal bill post ${run}`],
      json: () => ({ run: Number(run), state: 'approved' }),
    },
  );

export const post = (deps: CliDeps, run: string, options: AsOptions): Promise<void> =>
  workOnRun(
    deps,
    { run, options },
    {
      does: ({ db, utility }, runId, by) =>
        postApprovedRun(
          db,
          { utility },
          {
            ...{ runId, by },
            onProgress: (bills) => deps.terminal.err(`${bills} bills posted`),
          },
        ),
      text: (posted) => [`${posted} bills of run ${run} posted`],
      json: (posted) => ({ run: Number(run), posted }),
    },
  );

export const cancelRun = (
  deps: CliDeps,
  run: string,
  options: AsOptions & { readonly reason: string },
): Promise<void> =>
  workOnRun(
    deps,
    { run, options },
    {
      does: ({ db, utility }, runId, by) =>
        cancelBillRun(
          db,
          { utility },
          {
            ...{ runId, reason: options.reason, by },
            onProgress: (bills) => deps.terminal.err(`${bills} bills cancelled`),
          },
        ),
      text: ({ discarded, cancelled, kept }) => [
        `Run ${run}: ${discarded} drafts thrown away, ${cancelled} bills cancelled, ${kept.length} stand`,
        ...kept.map(({ problem }) => `  ${problemLine(deps.say, problem)}`),
      ],
      json: ({ discarded, cancelled, kept }) => ({
        ...{ run: Number(run), discarded, cancelled },
        kept: kept.map(({ number, problem }) => ({ bill: number, ...problemJson(deps.say, problem) })),
      }),
    },
  );
