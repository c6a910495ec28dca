import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { type KeptForecast, keepForecast, keptForecast } from '../../store/forecast/index.ts';
import { type ForecastTerms, type RunningBill, runningBill } from './running-bill.ts';

/** The bill to come with all that explains it, made now and kept for the card. */
export async function nextBill(db: Database, accountId: number, terms: ForecastTerms): Promise<RunningBill> {
  const [running, kept] = await Promise.all([
    runningBill(db, accountId, terms),
    keptForecast(db, accountId, terms.today),
  ]);
  const forecast = brief(running);
  // Who looks again writes nothing.
  if (kept === undefined || !isSame(kept, forecast))
    await keepForecast(db, accountId, { forecast, today: terms.today });
  return running;
}

const isSame = (one: KeptForecast, other: KeptForecast): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The same in a line, as it was made today; where it was not yet, it is made. */
export async function nextBillBriefly(db: Database, accountId: number, terms: ForecastTerms): Promise<KeptForecast> {
  return (await keptForecast(db, accountId, terms.today)) ?? brief(await nextBill(db, accountId, terms));
}

function brief(running: RunningBill): KeptForecast {
  const { state, period } = running;
  const kept = period === undefined ? { state } : { state, periodStart: period.start, periodEnd: period.end };
  if (running.state !== 'forecast') return kept;
  const { low, expected, high, ifFixed } = running.bill;
  return { ...kept, bill: { low, expected, high, ...present({ ifFixed }) } };
}
