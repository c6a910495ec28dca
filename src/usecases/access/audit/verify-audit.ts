import { type AuditFault, type AuditHead, auditFaults, auditHead, sealAt } from '../../../store/audit-chain.ts';
import type { Database } from '../../../store/database.ts';

/** Nobody reads more of them; the first says where somebody was. */
const maxFaults = 1000;

export interface AuditVerified {
  /** The last seal, to be written down elsewhere; undefined where nothing ever happened. */
  readonly head: AuditHead | undefined;
  readonly faults: readonly AuditFault[];
  /** Whether the seal that was written down earlier is still there; undefined where none was given. */
  readonly isHeadKept: boolean | undefined;
}

/** Whether every event of the audit is what it was when it was committed, where it was, and none was put in or taken away. */
export async function verifyAudit(db: Database, written?: AuditHead): Promise<AuditVerified> {
  const faults = await auditFaults(db, maxFaults);
  const isHeadKept = written === undefined ? undefined : (await sealAt(db, written.position)) === written.hash;
  return { head: await auditHead(db), faults, isHeadKept };
}
