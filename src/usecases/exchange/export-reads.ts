import { badgerReadExport, type OutwardRead } from '../../domain/exchange/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type RegisterOut, registersOut } from '../../store/exchange/index.ts';
import type { Clerk } from '../receivables/index.ts';

export interface ReadsAsked {
  readonly on: Temporal.PlainDate;
  /** A read may be so many days older than `on`. */
  readonly daysBack: number;
  /** Only registers that are read and billed in it. */
  readonly cycle?: string;
}

/** A file of reads for the billing system, and what has none to give. */
export interface ReadsExport {
  readonly fileName: string;
  readonly text: string;
  readonly rows: number;
  /** Registers in service without a read of these days. */
  readonly unread: number;
  /** Registers of which there is an estimate only: it is no read. */
  readonly estimated: number;
}

/** The reads that bills are made from, as Badger's Billing Read Export tells them; refused whole where one cannot be told in it. */
export async function exportReads(
  db: Database,
  { on, daysBack, cycle }: ReadsAsked,
): Promise<Result<ReadsExport, readonly Problem[]>> {
  const registers = await registersOut(db, { on, daysBack, cycle });
  const reads = registers.flatMap((one) => outwardOf(one) ?? []);
  if (reads.length === 0) {
    const params = { from: on.subtract({ days: daysBack }).toString(), on: on.toString(), registers: registers.length };
    return refused([{ code: 'exchange.out-no-reads', params }]);
  }
  const made = badgerReadExport(reads);
  if (!made.ok) return made;
  const estimated = registers.filter(({ read }) => read?.quality === 'estimated').length;
  return ok({
    ...{ fileName: `reads-${on}.badger.csv`, text: made.value.text, rows: made.value.rows, estimated },
    unread: registers.length - reads.length - estimated,
  });
}

/** The same for somebody of the staff; it holds what customers use, so that they took it is kept. */
export async function takeReads(
  db: Database,
  asked: ReadsAsked,
  by: Clerk,
): Promise<Result<ReadsExport, readonly Problem[]>> {
  const made = await exportReads(db, asked);
  if (!made.ok) return made;
  await recordAudit(db, {
    ...{ at: by.now, actor: { kind: 'staff', id: by.staffId }, address: by.address },
    ...{ action: 'exchange-reads.taken', detail: { on: asked.on.toString(), rows: made.value.rows } },
  });
  return made;
}

function outwardOf({ read, ...register }: RegisterOut): OutwardRead | undefined {
  if (read === undefined || read.quality === 'estimated') return undefined;
  const { location, servicePoint, endpoint } = register;
  const inLocation = `${location}-`;
  return {
    ...register,
    // A place's number was made of two, where a Data Exchange file brought it.
    servicePoint: servicePoint.startsWith(inLocation) ? servicePoint.slice(inLocation.length) : servicePoint,
    method: methodOf(read, endpoint),
    ...{ read: read.volume, billingRead: read.counted, readAt: read.on.toPlainDateTime() },
  };
}

function methodOf({ quality, isTyped }: NonNullable<RegisterOut['read']>, endpoint: string): OutwardRead['method'] {
  if (quality === 'hourly') return 'Network';
  return quality === 'customer' || isTyped || endpoint === '' ? 'Manual' : 'AMR';
}
