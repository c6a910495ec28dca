import type { Cents } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type BatchStanding,
  listBatches,
  type RowOutstanding,
  rowsOutstanding,
  waitingTotals,
} from '../../store/exchange/index.ts';
import type { ExchangeSetting } from './exchange-setting.ts';

export interface ExchangeStanding {
  /** In no batch yet. */
  readonly waiting: { readonly items: number; readonly total: Cents };
  /** What needs a person: refused, said to be both, or long without a word. */
  readonly outstanding: readonly RowOutstanding[];
  readonly batches: readonly BatchStanding[];
}

/** How everything that goes to the billing system stands. */
export async function standingOfExchange(
  db: Database,
  {
    setting,
    now,
    limit,
  }: { readonly setting: ExchangeSetting; readonly now: Temporal.Instant; readonly limit: number },
): Promise<ExchangeStanding> {
  const sentBefore = now.subtract({ hours: 24 * setting.unconfirmedAfterDays });
  const [waiting, outstanding, batches] = await Promise.all([
    waitingTotals(db),
    rowsOutstanding(db, { sentBefore, limit }),
    listBatches(db, limit),
  ]);
  return { waiting, outstanding, batches };
}
