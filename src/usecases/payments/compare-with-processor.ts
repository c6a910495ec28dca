import { cents, ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import {
  afterOutcome,
  moneyOut,
  type Payment,
  type PaymentFacts,
  type ProcessorOutcome,
  shownState,
} from '../../domain/payments/index.ts';
import type { PaymentSaid } from '../../gateways/processor/index.ts';
import {
  disputesOf,
  type Finding,
  findPayment,
  insertComparison,
  insertFinding,
  paidAtProcessor,
} from '../../store/payments/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { referenceOf } from './receive-webhook.ts';
import { factsOf, settlePayment } from './settle-payment.ts';

/** Bank debits come back within days, and cards are disputed within weeks: how far back payments are compared. */
const comparedDays = 35;
/** A payment this young may be on one list and not yet on the other. */
const settlingHours = 24;

export interface Compared {
  readonly payments: number;
  readonly findings: readonly Finding[];
}

/**
 * Compares our payments with the processor's own list. What we did not hear about (a webhook was lost) is posted as if it had
 * come, exactly once; a payment that only one side knows is a finding for the staff, and nothing is posted for it. Answers
 * what is new; made again, it finds nothing.
 */
export async function compareWithProcessor(
  context: PaymentContext,
  now: Temporal.Instant,
): Promise<Result<Compared, Problem<'payments.processor-unavailable'>>> {
  const { db, processor } = context;
  const since = now.subtract({ hours: 24 * comparedDays });
  const listed = await processor.paymentsSince(since);
  if (!listed.ok) return listed;
  const findings: Finding[] = [];
  const references = new Set<string>();
  const comparisonId = await insertComparison(db, {
    ...{ processor: processor.name, at: now, since },
    payments: listed.value.filter(({ outcome }) => outcome.kind !== 'disputed').length,
  });
  const keep = async (finding: Finding | undefined): Promise<void> => {
    if (finding !== undefined && (await insertFinding(db, comparisonId, finding))) findings.push(finding);
  };
  for (const said of listed.value) {
    const reference = await referenceOf(db, said);
    // Without a reference of ours it is another system's.
    if (reference === undefined) continue;
    references.add(reference);
    await keep(await hear(context, { reference, said, now }));
  }
  const time = { from: since, before: now.subtract({ hours: settlingHours }) };
  for (const paid of await paidAtProcessor(db, processor.name, time)) {
    if (references.has(paid.reference)) continue;
    await keep({ kind: 'unknown-there', ...paid, said: 'not-listed' });
  }
  return ok({ payments: references.size, findings });
}

/** Hears what the list says about one payment; undefined where we knew it. */
async function hear(
  context: PaymentContext,
  { reference, said, now }: { readonly reference: string; readonly said: PaymentSaid; readonly now: Temporal.Instant },
): Promise<Finding | undefined> {
  const { db, policy, tell } = context;
  const payment = await findPayment(db, reference);
  if (payment === undefined) return { kind: 'unknown-here', reference, said: said.outcome.kind };
  const outcome = asOfNow(said.outcome, payment, now);
  const facts = factsOf(payment, await disputesOf(db, payment.id));
  const next = afterOutcome(facts, outcome, now);
  if (next === undefined || standsSame(facts, next)) return undefined;
  const settled = await db.transaction((tx) => settlePayment(tx, { reference, outcome, policy, tell, now }));
  if (settled?.became === undefined) return undefined;
  return {
    kind: 'posted',
    reference,
    accountId: payment.accountId,
    amount: payment.amount,
    was: shownState(payment),
    said: describe(said.outcome),
    became: settled.became,
  };
}

/** The list says how things stand now: a success of what came back, or of what was refunded, is newer than that. */
function asOfNow(outcome: ProcessorOutcome, payment: Payment, now: Temporal.Instant): ProcessorOutcome {
  switch (outcome.kind) {
    case 'succeeded':
      return payment.state !== 'returned' && payment.refunded > 0
        ? { ...outcome, kind: 'refunded', refunded: cents(0), saidAt: now }
        : { ...outcome, saidAt: now };
    case 'returned':
    case 'refunded':
      return { ...outcome, saidAt: now };
    case 'disputed':
      return { ...outcome, dispute: { ...outcome.dispute, saidAt: now } };
    case 'open':
    case 'declined':
    case 'abandoned':
      return outcome;
  }
}

const standsSame = (before: PaymentFacts, after: PaymentFacts): boolean => standing(before) === standing(after);

const standing = (facts: PaymentFacts): string =>
  JSON.stringify([
    facts.state,
    moneyOut(facts),
    facts.disputes.map(({ reference, state, fee }) => [reference, state, fee]).toSorted(),
  ]);

const describe = (outcome: ProcessorOutcome): string => {
  switch (outcome.kind) {
    case 'disputed':
      return `disputed ${outcome.dispute.state} ${outcome.dispute.reference}`;
    case 'refunded':
      return `refunded ${outcome.refunded ?? 'whole'}`;
    case 'returned':
      return `returned ${outcome.code}`;
    default:
      return outcome.kind;
  }
};
