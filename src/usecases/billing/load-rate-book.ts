import { type RateBook, rateBook } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { RateSchedule } from '../../domain/rates/index.ts';
import { rateFiles } from '../rates/index.ts';

/**
 * Reads a utility's rate schedules once, at the start. Every problem of every file is told, and a class that cannot bill
 * refuses them all: a utility that bills by half of its rates would not notice.
 */
export async function loadRateBook(files: readonly string[]): Promise<Result<RateBook, readonly Problem[]>> {
  const read = rateFiles();
  const schedules: RateSchedule[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const schedule = await read(file);
    if (!schedule.ok) {
      problems.push(...schedule.problem);
      continue;
    }
    schedules.push(schedule.value);
    for (const reasons of schedule.value.refused.values()) problems.push(...reasons);
  }
  return problems.length > 0 ? refused(problems) : ok(rateBook(schedules));
}
