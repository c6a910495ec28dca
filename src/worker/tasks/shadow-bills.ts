import { loadRateBook } from '../../usecases/billing/index.ts';
import { shadowBills } from '../../usecases/exchange/index.ts';
import type { Task } from '../task.ts';

/** Calculates again the billing system's bills that are new or changed; the log says how many do not come out. */
export const shadowBillsTask: Task = async (_payload, { db, utility, utilityFolder, log }, now) => {
  if (utility.billing.by !== 'cis' || utility.billing.rates.length === 0) return;
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  if (!rates.ok) throw new Error(`${rates.problem.length} problems in the rates: no bill can be calculated`);
  const setting = { rates: rates.value, minimumDays: utility.billing.minimum_days };
  const run = await shadowBills(db, setting, { by: 'clock', now });
  if (run === undefined) return;
  const { id, bills, equal, different, notCalculated } = run;
  log.info({ run: id, bills, equal, different, notCalculated }, 'the billing system’s bills were calculated again');
};
