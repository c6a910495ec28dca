import {
  type BatchForm,
  type BatchKind,
  batchFileName,
  changesCsv,
  enrolmentsCsv,
  goesInForm,
  paymentsCsv,
  paymentsInForm,
} from '../../domain/exchange/index.ts';
import { type Cents, ok, type Problem, present, type Result, sumCents } from '../../domain/kernel/index.ts';
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
  type WaitingMoney,
  waitingChanges,
  waitingMoney,
} from '../../store/exchange/index.ts';
import type { ExchangeSetting } from './exchange-setting.ts';

/** What a batch will have, before it has a number. */
interface Content {
  readonly form: BatchForm;
  readonly items: number;
  readonly total?: Cents;
  text(as: { readonly number: number; readonly madeOn: Temporal.PlainDate }): Result<string, readonly Problem[]>;
  /** Keeps what is in it. */
  keep(tx: Transaction, batchId: number): Promise<void>;
}

interface Asked {
  readonly form: BatchForm;
  readonly setting: ExchangeSetting;
}

/** Everything of a kind that is in no batch yet, batch by batch; none where there is nothing. */
const contents: Readonly<Record<BatchKind, (tx: Transaction, asked: Asked) => Promise<readonly Content[]>>> = {
  async payments(tx, { form, setting }) {
    const rows = await waitingMoney(tx);
    const ofRows = (some: readonly WaitingMoney[]): Pick<Content, 'items' | 'total' | 'keep'> => ({
      items: some.length,
      total: sumCents(some.map((row) => row.amount)),
      keep: (inTx, batchId) => insertBatchRows(inTx, batchId, some),
    });
    const asCsv = (some: readonly WaitingMoney[]): Content => ({
      ...{ form: 'csv', ...ofRows(some), text: () => ok(paymentsCsv(some, setting)) },
    });
    if (form === 'csv') return rows.length === 0 ? [] : [asCsv(rows)];
    const paid = rows.filter(goesInForm);
    const others = rows.filter((row) => !goesInForm(row));
    const inForm = (): Content => ({
      ...{ form, ...ofRows(paid) },
      text(as) {
        const written = paymentsInForm(form, paid, { ...as, ...setting });
        return written.ok ? ok(written.value.text) : written;
      },
    });
    return [...(paid.length === 0 ? [] : [inForm()]), ...(others.length === 0 ? [] : [asCsv(others)])];
  },
  async changes(tx, { setting: { timeZone } }) {
    const changes = await waitingChanges(tx);
    if (changes.length === 0) return [];
    const text = changesCsv(changes, timeZone);
    return [
      {
        ...{ form: 'csv', items: changes.length, text: () => ok(text) },
        keep: (inTx, batchId) => insertChanges(inTx, batchId, changes),
      },
    ];
  },
  /** All of them as they stand, unless the last batch said just the same. */
  async enrolments(tx, { setting: { timeZone } }) {
    const enrolments = await standingEnrolments(tx);
    const text = enrolmentsCsv(enrolments, timeZone);
    if (enrolments.length === 0 || (await lastBatchOf(tx, 'enrolments'))?.sha256 === sha256Of(text)) return [];
    return [
      {
        ...{ form: 'csv', items: enrolments.length, text: () => ok(text) },
        keep: (inTx, batchId) => insertEnrolments(inTx, batchId, enrolments),
      },
    ];
  },
};

/**
 * Makes the next batches of a kind, in one transaction: a process that is cut off leaves batches that stand or none, and nothing
 * is ever in two. One where everything goes in one form; another beside it for what a form of payments has no place for. Their
 * files are written afterwards.
 */
export const makeNextBatches = (
  db: Database,
  asked: Asked & { readonly kind: BatchKind; readonly now: Temporal.Instant },
): Promise<Result<readonly Batch[], readonly Problem[]>> =>
  db.transaction(async (tx): Promise<Result<readonly Batch[], readonly Problem[]>> => {
    const { kind, setting, now } = asked;
    await holdBatches(tx);
    const madeOn = now.toZonedDateTimeISO(setting.timeZone).toPlainDate();
    const made: Batch[] = [];
    for (const { form, items, total, text, keep } of await contents[kind](tx, asked)) {
      const number = await nextBatchNumber(tx, kind);
      const content = text({ number, madeOn });
      // What cannot be written comes first of its kind: nothing stands yet.
      if (!content.ok) return content;
      const batch = await insertBatch(tx, {
        ...{ kind, number, form, madeOn, madeAt: now, items, ...present({ total }) },
        fileName: batchFileName({ kind, number }, { madeOn, form }),
        ...{ content: content.value, sha256: sha256Of(content.value) },
      });
      await keep(tx, batch.id);
      made.push(batch);
    }
    return ok(made);
  });
