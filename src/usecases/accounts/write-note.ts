import { type AccessProblemCode, isPermitted, type StaffRole } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { insertNote } from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';

export { notesOfAccount } from '../../store/accounts/index.ts';

const longestNote = 2000;

/** Keeps what somebody of the staff has to say about an account. A note is never changed: what it says was so then. */
export async function writeNote(
  db: Database,
  { accountId, body }: { readonly accountId: number; readonly body: string },
  by: { readonly staffId: string; readonly role: StaffRole; readonly now: Temporal.Instant; readonly address: string },
): Promise<Result<undefined, Problem<AccessProblemCode | AccountsProblemCode>>> {
  if (!isPermitted(by.role, 'note.write')) return refused({ code: 'access.not-permitted' });
  const said = body.trim();
  if (said === '') return refused({ code: 'accounts.note-missing', field: 'note' });
  if (said.length > longestNote) {
    return refused({ code: 'accounts.note-long', field: 'note', params: { max: longestNote } });
  }
  return db.transaction(async (tx) => {
    await insertNote(tx, { accountId, staffId: by.staffId, body: said, now: by.now });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'note.written',
      accountId,
      address: by.address,
    });
    return ok(undefined);
  });
}
