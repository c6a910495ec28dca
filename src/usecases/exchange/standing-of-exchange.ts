import type { Cents, ListAsked, ListPart } from '../../domain/kernel/index.ts';
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

interface At {
  readonly setting: ExchangeSetting;
  readonly now: Temporal.Instant;
}

/** What went to the billing system and needs a person. */
export const receiptsOutstanding = (
  db: Database,
  { setting, now, ...asked }: ListAsked & At,
): Promise<ListPart<RowOutstanding>> =>
  rowsOutstanding(db, { sentBefore: now.subtract({ hours: 24 * setting.unconfirmedAfterDays }), ...asked });

/** How everything that goes to the billing system stands. */
export async function standingOfExchange(
  db: Database,
  { setting, now, limit }: At & { readonly limit: number },
): Promise<ExchangeStanding> {
  const [waiting, { rows: outstanding }, { rows: batches }] = await Promise.all([
    waitingTotals(db),
    receiptsOutstanding(db, { setting, now, limit }),
    listBatches(db, { limit }),
  ]);
  return { waiting, outstanding, batches };
}
