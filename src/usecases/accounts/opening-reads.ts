import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import { isAfter, type Problem, present } from '../../domain/kernel/index.ts';
import { judgeRouteRead, type MeteringProblemCode } from '../../domain/metering/index.ts';
import { finalCountsOn } from '../../store/accounts/index.ts';
import { keepReadDoubt, keepReads, meterBySerial, metersOnRoute } from '../../store/metering/index.ts';
import type { Books } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';

type ReadRefused = Problem<AccountsProblemCode | MeteringProblemCode>;

interface OpeningReads {
  readonly premiseId: number;
  /** The meters in service there. */
  readonly serials: readonly string[];
  readonly on: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
  /** As they were typed, by serial. */
  readonly reads: Readonly<Record<string, string>>;
}

/**
 * Keeps what the meters showed on the day somebody moves in, by the rules of a reader's route: one count closes the account of
 * who left and opens the new one. What is wrong with them; nothing is kept of a move-in that is refused.
 */
export async function keepOpeningReads(
  books: Books,
  { premiseId, serials, on, today, reads }: OpeningReads,
  { staffId, now }: Clerk,
): Promise<readonly ReadRefused[]> {
  const typed = serials.flatMap((serial) => {
    const text = reads[serial]?.trim() ?? '';
    return text === '' ? [] : [{ serial, text }];
  });
  const elsewhere = Object.keys(reads).filter((serial) => reads[serial]?.trim() !== '' && !serials.includes(serial));
  if (elsewhere.length > 0) {
    return elsewhere.map((serial) => ({ code: 'metering.meter-not-here', field: 'read', params: { serial } }) as const);
  }
  if (typed.length === 0) return [];
  if (isAfter(on, today)) {
    return typed.map(({ serial }) => ({ code: 'accounts.read-before-its-day', field: `read-${serial}` }) as const);
  }
  const finals = await finalCountsOn(books, premiseId, on);
  const problems: ReadRefused[] = [];
  for (const { serial, text } of typed) {
    const field = `read-${serial}`;
    const count = /^\d{1,12}$/.test(text) ? Number(text) : undefined;
    const ended = finals.find((one) => one.serial === serial && one.count !== count);
    if (count === undefined) problems.push({ code: 'metering.read-unreadable', field });
    else if (ended !== undefined) {
      const params = { bill: ended.bill, count: ended.count };
      problems.push({ code: 'accounts.final-bill-ended-otherwise', field, params });
    } else {
      const problem = await keepOne(books, { serial, on, count, source: `staff:${staffId}` }, now);
      if (problem !== undefined) problems.push({ ...problem, field });
    }
  }
  return problems;
}

async function keepOne(
  books: Books,
  read: { readonly serial: string; readonly on: Temporal.PlainDate; readonly count: number; readonly source: string },
  now: Temporal.Instant,
): Promise<ReadRefused | undefined> {
  const { serial, on, count, source } = read;
  const meter = await meterBySerial(books, serial);
  const known = meter && (await metersOnRoute(books, [meter.id], { from: on, to: on })).get(meter.id);
  if (known === undefined) return { code: 'metering.meter-not-here', params: { serial } };
  const verdict = judgeRouteRead(known, { on, count, quality: 'measured' });
  if (verdict.kind === 'refused') return verdict.problem;
  if (verdict.kind === 'known') return undefined;
  const { doubt, supersedesId } = verdict;
  if (doubt?.code === 'metering.read-below-last') return { code: doubt.code, params: doubt.params };
  const kept = { meterSerial: serial, on, count, quality: 'measured', source } as const;
  await keepReads(books, [{ ...kept, ...present({ supersedesId }) }], now);
  if (doubt !== undefined) await keepReadDoubt(books, { serial, on, doubt, now });
  return undefined;
}
