import { z } from 'zod';
import { exactToDecimal, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { type AppliedRates, applySchedule, type RateSchedule } from '../../domain/rates/index.ts';
import { rateFiles } from '../../usecases/rates/index.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';

interface ApplyOptions {
  readonly class?: string;
  readonly input: readonly string[];
  readonly batch?: string;
  readonly json?: boolean;
}

type ReadFile = (file: string) => Promise<Result<RateSchedule, readonly Problem[]>>;

export async function applyRates(
  terminal: Terminal,
  say: Say,
  file: string | undefined,
  options: ApplyOptions,
): Promise<void> {
  if (options.batch !== undefined) {
    try {
      return await applyBatch(terminal, say, options.batch);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
      const params = { file: options.batch, reason: String(error.code) };
      terminal.err(problemLine(say, { code: 'files.unreadable', params, place: { file: options.batch, line: 1 } }));
      return terminal.exitCode(1);
    }
  }
  if (file === undefined || options.class === undefined) {
    terminal.err('rates apply: name a FILE and a --class, or a --batch of jobs (see --help)');
    terminal.exitCode(2);
    return;
  }
  const inputs: Record<string, string> = {};
  for (const pair of options.input) {
    const at = pair.indexOf('=');
    if (at < 1) {
      terminal.err(`rates apply: --input takes name=value, not ${JSON.stringify(pair)}`);
      terminal.exitCode(2);
      return;
    }
    inputs[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  const applied = await applyOne(rateFiles(), { file, class: options.class, inputs });
  if (!applied.ok) {
    if (options.json === true)
      terminal.out(JSON.stringify({ errors: applied.problem.map((problem) => problemJson(say, problem)) }));
    else for (const problem of applied.problem) terminal.err(problemLine(say, problem));
    terminal.exitCode(1);
    return;
  }
  if (options.json === true) terminal.out(JSON.stringify(resultJson(applied.value)));
  else for (const line of resultText(applied.value.rates)) terminal.out(line);
}

const jobSchema = z.object({
  file: z.string(),
  class: z.string(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** One JSON result a line, in the order of the jobs; a job that is refused is a line with `errors`. */
async function applyBatch(terminal: Terminal, say: Say, jobs: string): Promise<void> {
  const read = rateFiles();
  let wrong = false;
  let line = 0;
  for await (const text of terminal.lines(jobs)) {
    line += 1;
    if (text.trim() === '') continue;
    const result = await applyJob(read, text, { file: jobs, line });
    wrong ||= !result.ok;
    terminal.out(
      JSON.stringify(
        result.ok ? resultJson(result.value) : { errors: result.problem.map((problem) => problemJson(say, problem)) },
      ),
    );
  }
  terminal.exitCode(wrong ? 1 : 0);
}

async function applyJob(
  read: ReadFile,
  text: string,
  place: { file: string; line: number },
): Promise<Result<AppliedJob, readonly Problem[]>> {
  const job = jobSchema.safeParse(readJson(text));
  if (!job.success) return refused([{ code: 'rates.job-unreadable', place }]);
  const inputs = Object.fromEntries(Object.entries(job.data.inputs).map(([name, value]) => [name, String(value)]));
  return applyOne(read, { ...job.data, inputs });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was billed, and by which class of which version of which file. */
interface AppliedJob {
  readonly schedule: RateSchedule;
  readonly rateClass: string;
  readonly rates: AppliedRates;
}

async function applyOne(
  read: ReadFile,
  job: { file: string; class: string; inputs: Record<string, string> },
): Promise<Result<AppliedJob, readonly Problem[]>> {
  const schedule = await read(job.file);
  if (!schedule.ok) return schedule;
  const rates = applySchedule(schedule.value, { rateClass: job.class, inputs: job.inputs });
  return rates.ok ? ok({ schedule: schedule.value, rateClass: job.class, rates: rates.value }) : rates;
}

function resultJson({ schedule, rateClass, rates: applied }: AppliedJob): object {
  return {
    bill: exactToDecimal(applied.bill, 20),
    total_cents: applied.total,
    file: schedule.file,
    effective_on: schedule.effectiveOn?.toString() ?? null,
    class: rateClass,
    lines: applied.lines.map((line) => ({
      part: line.part,
      label: line.label,
      ...(line.quantity === undefined ? {} : { quantity: exactToDecimal(line.quantity, 20), unit: line.unit }),
      ...(line.unitPrice === undefined ? {} : { unit_price: exactToDecimal(line.unitPrice, 20) }),
      ...(line.tier === undefined
        ? {}
        : {
            tier: {
              number: line.tier.number,
              from: exactToDecimal(line.tier.from),
              to: line.tier.to === undefined ? null : exactToDecimal(line.tier.to),
            },
          }),
      ...present({ formula: line.formula }),
      amount: exactToDecimal(line.exactAmount, 20),
      amount_cents: line.amount,
      line: line.place.line,
      sample: line.sample,
    })),
  };
}

function resultText(applied: AppliedRates): string[] {
  const rows = applied.lines.map((line) => {
    const tier = line.tier === undefined ? '' : ` tier ${line.tier.number}`;
    const use =
      line.quantity === undefined || line.unitPrice === undefined
        ? (line.formula ?? '')
        : `${exactToDecimal(line.quantity, 6)} ${line.unit} × $${exactToDecimal(line.unitPrice)}`;
    const why = `${line.place.file}:${line.place.line}${line.sample ? ' SAMPLE' : ''}`;
    return [`${line.label.en}${tier}`, use, (line.amount / 100).toFixed(2), why] as const;
  });
  const width = (index: 0 | 1 | 2): number => Math.max(6, ...rows.map((row) => row[index].length));
  return [
    ...rows.map(
      (row) => `${row[0].padEnd(width(0))}  ${row[1].padEnd(width(1))}  ${row[2].padStart(width(2))}  ${row[3]}`,
    ),
    `${'Total'.padEnd(width(0))}  ${''.padEnd(width(1))}  ${(applied.total / 100).toFixed(2).padStart(width(2))}`,
  ];
}
