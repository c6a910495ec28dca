import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A customer on the processor's page to save a method, apart from autopay. */
export interface MethodSetup {
  readonly id: number;
  readonly reference: string;
  readonly loginId: string;
  readonly processorSession?: string;
  readonly processorUrl?: string;
  readonly methodId?: number;
}

/** Begins a setup, or answers the one that the same form began. */
export async function insertMethodSetup(
  db: Database,
  setup: {
    readonly reference: string;
    readonly loginId: string;
    readonly idempotencyKey: string;
    readonly now: Temporal.Instant;
  },
): Promise<MethodSetup> {
  await db.query(
    `insert into method_setup (reference, login_id, idempotency_key, created_at) values ($1, $2, $3, $4)
     on conflict (idempotency_key) do nothing`,
    [setup.reference, setup.loginId, setup.idempotencyKey, setup.now],
  );
  const begun = await selectSetup(db, 'idempotency_key = $1', setup.idempotencyKey);
  if (begun === undefined) throw new Error('method setup neither begun nor found');
  return begun;
}

export const findMethodSetup = (db: Database, reference: string): Promise<MethodSetup | undefined> =>
  selectSetup(db, 'reference = $1', reference);

async function selectSetup(db: Database, condition: string, parameter: string): Promise<MethodSetup | undefined> {
  const [row] = await db.query<{
    id: number;
    reference: string;
    login_id: string;
    processor_session: string | null;
    processor_url: string | null;
    payment_method_id: number | null;
  }>(
    `select id, reference, login_id, processor_session, processor_url, payment_method_id from method_setup
     where ${condition}`,
    [parameter],
  );
  if (row === undefined) return undefined;
  return {
    id: row.id,
    reference: row.reference,
    loginId: row.login_id,
    ...present({
      processorSession: row.processor_session,
      processorUrl: row.processor_url,
      methodId: row.payment_method_id,
    }),
  };
}

export async function saveMethodSetupPage(
  db: Database,
  setupId: number,
  page: { readonly session: string; readonly url: string },
): Promise<void> {
  await db.query('update method_setup set processor_session = $2, processor_url = $3 where id = $1', [
    setupId,
    page.session,
    page.url,
  ]);
}

export async function finishMethodSetup(tx: Database, setupId: number, methodId: number): Promise<void> {
  await tx.query('update method_setup set payment_method_id = $2 where id = $1', [setupId, methodId]);
}
