import {
  type BatchForm,
  type BatchKind,
  batchFileName,
  changesCsv,
  enrolmentsCsv,
  paymentsCsv,
} from '../../domain/exchange/index.ts';
import { type Cents, sumCents } from '../../domain/kernel/index.ts';
import { sha256Of } from '../../gateways/outgoing-folder.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  type Batch,
  holdBatches,
  insertBatch,
  insertBatchRows,
  insertChanges,
  insertEnrolments,
  lastBatchOf,
  nextBatchNumber,
  standingEnrolments,
  waitingChanges,
  waitingMoney,
} from '../../store/exchange/index.ts';
import type { ExchangeSetting } from './exchange-setting.ts';

/** What a batch will have, before it has a number. */
interface Content {
  readonly items: number;
  readonly total?: Cents;
  readonly text: string;
  /** Keeps what is in it. */
  keep(tx: Transaction, batchId: number): Promise<void>;
}

/** Everything of a kind that is in no batch yet; undefined where there is nothing. */
const contents: Readonly<
  Record<BatchKind, (tx: Transaction, setting: ExchangeSetting) => Promise<Content | undefined>>
> = {
  async payments(tx, setting) {
    const rows = await waitingMoney(tx);
    if (rows.length === 0) return undefined;
    return {
      items: rows.length,
      total: sumCents(rows.map((row) => row.amount)),
      text: paymentsCsv(rows, setting),
      keep: (inTx, batchId) => insertBatchRows(inTx, batchId, rows),
    };
  },
  async changes(tx, { timeZone }) {
    const changes = await waitingChanges(tx);
    if (changes.length === 0) return undefined;
    return {
      items: changes.length,
      text: changesCsv(changes, timeZone),
      keep: (inTx, batchId) => insertChanges(inTx, batchId, changes),
    };
  },
  /** All of them as they stand, unless the last batch said just the same. */
  async enrolments(tx, { timeZone }) {
    const enrolments = await standingEnrolments(tx);
    const text = enrolmentsCsv(enrolments, timeZone);
    if (enrolments.length === 0 || (await lastBatchOf(tx, 'enrolments'))?.sha256 === sha256Of(text)) return undefined;
    return {
      items: enrolments.length,
      text,
      keep: (inTx, batchId) => insertEnrolments(inTx, batchId, enrolments),
    };
  },
};

/**
 * Makes the next batch of a kind, in one transaction: a process that is cut off leaves a batch that stands or none, and nothing is
 * ever in two. Its file is written afterwards.
 */
export const makeNextBatch = (
  db: Database,
  asked: {
    readonly kind: BatchKind;
    readonly form: BatchForm;
    readonly setting: ExchangeSetting;
    readonly now: Temporal.Instant;
  },
): Promise<Batch | undefined> =>
  db.transaction(async (tx) => {
    const { kind, form, setting, now } = asked;
    await holdBatches(tx);
    const content = await contents[kind](tx, setting);
    if (content === undefined) return undefined;
    const { keep, text, ...counted } = content;
    const number = await nextBatchNumber(tx, kind);
    const madeOn = now.toZonedDateTimeISO(setting.timeZone).toPlainDate();
    const batch = await insertBatch(tx, {
      ...{ kind, number, form, madeOn, madeAt: now, ...counted },
      ...{ fileName: batchFileName({ kind, number }, { madeOn, form }), content: text, sha256: sha256Of(text) },
    });
    await keep(tx, batch.id);
    return batch;
  });
