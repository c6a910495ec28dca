import { importWatchedReads } from '../../usecases/metering/index.ts';
import type { Task } from '../task.ts';

/** Files of reads that other systems have put into the watched folder. */
export const importWatchedReadsTask: Task = async (_payload, deps, now) => {
  const { db, utility, utilityFolder, watchedReads, log } = deps;
  if (watchedReads === undefined) return;
  const { time_zone: zone, billing } = utility;
  const outcomes = await importWatchedReads(db, {
    ...watchedReads,
    utilityFolder,
    zone,
    review: billing.review.rules,
    now,
  });
  for (const { file, report, problems } of outcomes) {
    if (report !== undefined) {
      const { fileName, lines, reads, days, refused } = report;
      log.info({ file: fileName, lines, reads, days, refused: refused.lines }, 'a file of reads went in');
    } else log.warn({ file, problems: problems?.map((problem) => problem.code) }, 'a file of reads was refused');
  }
};
