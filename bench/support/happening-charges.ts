import { type Happening, happenToCharge } from '../../src/demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import type { SeededChance } from './seeded-chance.ts';

/** What becomes of charges without the merchant's doing, and how often; what is not possible changes nothing. */
const happenings = {
  refund: 30,
  'refund-fails': 15,
  dispute: 15,
  win: 12,
  lose: 6,
  inquiry: 4,
  'close-inquiry': 3,
  return: 8,
  reinstate: 7,
} as const satisfies Readonly<Record<Happening['kind'], number>>;

/** Lets something happen to some charge at the processor; the webhook that tells about it goes the disturbed way. */
export async function happenToSomeCharge(
  db: DatabasePool,
  by: { readonly webhookUrl: string; readonly chance: SeededChance; readonly now: Temporal.Instant },
): Promise<boolean> {
  const { webhookUrl, chance, now } = by;
  const charges = await db.query<{ reference: string; left: number }>(
    `select merchant_reference as reference, amount_cents - refunded_cents as left from demo.processor_charge
     where state <> 'declined' order by created_at, id`,
  );
  const charge = charges[chance.whole(0, Math.max(0, charges.length - 1))];
  const kind = chance.weighted(happenings);
  const part = chance.whole(1, Math.max(1, charge?.left ?? 1));
  if (charge === undefined) return false;
  const happening: Happening =
    kind === 'refund' ? { kind, amount: cents(part) } : kind === 'return' ? { kind, code: 'R01' } : { kind };
  return (await happenToCharge({ db, webhookUrl }, charge.reference, { happening, now })).ok;
}
