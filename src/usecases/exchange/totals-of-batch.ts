import { Buffer } from 'node:buffer';
import { batchTotals, batchTotalsName } from '../../domain/exchange/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Batch } from '../../store/exchange/index.ts';

/** What stands beside a batch's file: its name, and what it says of it. */
export function totalsOfBatch(batch: Batch, content: string): { readonly fileName: string; readonly content: string } {
  const { kind, number, form, fileName, madeOn, madeAt, items: rows, sha256, total } = batch;
  const facts = { kind, number, form, fileName, madeOn, madeAt, rows, sha256, bytes: Buffer.byteLength(content) };
  return { fileName: batchTotalsName(fileName), content: batchTotals({ ...facts, ...present({ total }) }) };
}
