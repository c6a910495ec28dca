import type { Database } from '../../store/database.ts';
import { type KeptForecast, keepForecast, keptForecast } from '../../store/running-forecast.ts';
import { type ForecastTerms, type RunningBill, runningBill } from './running-bill.ts';

/** The bill to come with all that explains it, made now and kept for the card. */
export async function nextBill(db: Database, accountId: number, terms: ForecastTerms): Promise<RunningBill> {
  const running = await runningBill(db, accountId, terms);
  await keepForecast(db, accountId, { forecast: brief(running), today: terms.today });
  return running;
}

/** The same in a line, as it was made today; where it was not yet, it is made. */
export async function nextBillBriefly(db: Database, accountId: number, terms: ForecastTerms): Promise<KeptForecast> {
  return (await keptForecast(db, accountId, terms.today)) ?? brief(await nextBill(db, accountId, terms));
}

const brief = (running: RunningBill): KeptForecast => ({
  state: running.state,
  ...(running.period === undefined ? {} : { periodStart: running.period.start, periodEnd: running.period.end }),
  ...(running.state === 'forecast'
    ? { bill: { low: running.bill.low, expected: running.bill.expected, high: running.bill.high } }
    : {}),
});
