import { join } from 'node:path';
import {
  exchangeSetting,
  importWatchedAcknowledgements,
  importWatchedPackages,
  outgoingFolder,
  sendByNight,
} from '../../usecases/exchange/index.ts';
import type { Task } from '../task.ts';

/** The night's batches for the billing system, into the folder that is shared with it. */
export const exchangeBatchesTask: Task = async (_payload, { db, utility, exchange, log }, now) => {
  if (exchange === undefined || utility.billing.by !== 'cis') return;
  const folder = outgoingFolder(join(exchange.folder, 'out'));
  const sent = await sendByNight(db, { folder, setting: exchangeSetting(utility), now });
  if (!sent.ok) throw new Error(sent.problem.map(exchange.say).join(' '));
  for (const { fileName, items, total } of sent.value) log.info({ file: fileName, items, total }, 'a batch went out');
};

/** What the billing system says about batches. */
export const exchangeAcknowledgementsTask: Task = async (_payload, { db, exchange, log }, now) => {
  if (exchange === undefined) return;
  for (const { file, taken } of await importWatchedAcknowledgements(db, { ...exchange, now })) {
    if (taken.ok) {
      const { lines, accepted, refused, keptAside } = taken.value;
      log.info({ file, lines, accepted, refused, keptAside: keptAside.length }, 'an acknowledgement went in');
    } else log.warn({ file, problem: taken.problem.code }, 'an acknowledgement was refused');
  }
};

/** What the billing system sends each night. */
export const exchangePackagesTask: Task = async (_payload, { db, utility, exchange, log }, now) => {
  if (exchange === undefined) return;
  const packages = await importWatchedPackages(db, exchange, {
    ...{ now, zone: utility.time_zone, languages: utility.languages },
    ...{ maxClosedPercent: utility.exchange.most_closed_percent, billedBy: utility.billing.by },
  });
  for (const { folder, taken } of packages) {
    if (!taken.ok) {
      log.warn({ folder, problems: taken.problem.map(exchange.say) }, 'a package was refused');
      continue;
    }
    const { state, runId, waitsFor, refused } = taken.value;
    log.info({ folder, state, run: runId, waitsFor, setAside: refused.length }, 'a package was looked at');
  }
};
