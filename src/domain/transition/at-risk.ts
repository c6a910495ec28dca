import { type Cents, isBefore, isOnOrBefore, present } from '../kernel/index.ts';
import { autopayLapse, lastDraftFor } from './lapse.ts';
import { cutOverDate, type TransitionPolicy, type UnpaidBill } from './policy.ts';
import { lastMomentToRegister } from './registration-deadline.ts';
import type { RosterFacts } from './roster-line.ts';

/** What decides whether the move puts an account's bill at risk. */
export interface AtRiskFacts {
  readonly account: string;
  readonly roster: RosterFacts;
  /** The current bill, where something is still owed on it. */
  readonly unpaidBill?: UnpaidBill;
  /** The first bill the new autopay pays; absent where there is no new autopay. */
  readonly autopayFirstDueOn?: Temporal.PlainDate;
  /** A payment that covers the bill is with the processor but not settled. */
  readonly paymentUnderWay?: boolean;
  /** A payment that the old portal took since its last draft came back. */
  readonly lastDraftCameBack?: boolean;
}

/** A bill its customer believes will pay itself, and which will not. */
export interface AtRisk {
  readonly account: string;
  readonly billNumber: string;
  readonly dueOn: Temporal.PlainDate;
  readonly owed: Cents;
  /** Until here autopay for this bill can still be set; after it the bill must be paid by hand. */
  readonly registerBy: Temporal.Instant;
  readonly stage: 'can-register' | 'pay-by-hand' | 'overdue';
  /** No draft will come, the old portal's last one did not arrive or came back, or it was for less than the bill. */
  readonly because: 'lapsed' | 'last-draft-missing' | 'last-draft-short';
}

/** The part of it that time alone does not change within the days it holds for. */
type Risk = Omit<AtRisk, 'registerBy' | 'stage'>;

/**
 * Whether the account's current bill is at risk because its automatic payment lapsed (T4): had autopay or a scheduled
 * draft, the bill falls due on the cut-over date or later (or is the one of the old portal's last draft) and is unpaid,
 * and neither that draft, nor a new autopay, nor a payment under way covers it. Undefined where it is not.
 */
export function atRisk(facts: AtRiskFacts, now: Temporal.Instant, policy: TransitionPolicy): AtRisk | undefined {
  const risk = riskAt(facts, now, policy);
  return risk && { ...risk, ...stageOf(risk.dueOn, now, policy) };
}

function riskAt(facts: AtRiskFacts, now: Temporal.Instant, policy: TransitionPolicy): Risk | undefined {
  const bill = facts.unpaidBill;
  if (bill === undefined || facts.paymentUnderWay === true) return undefined;
  const lapse = autopayLapse(facts.roster, policy);
  if (lapse.kind === 'none') return undefined;
  const draft = lastDraftFor(bill, lapse, { now, policy, cameBack: facts.lastDraftCameBack === true });
  if (draft === undefined && isBefore(bill.dueOn, cutOverDate(policy))) return undefined;
  if (draft?.arrival === 'awaited' && draft.leaves === 0) return undefined;
  const covered = facts.autopayFirstDueOn !== undefined && isOnOrBefore(facts.autopayFirstDueOn, bill.dueOn);
  if (covered) return undefined;
  const because =
    draft === undefined ? 'lapsed' : draft.arrival === 'missing' ? 'last-draft-missing' : 'last-draft-short';
  const owed = because === 'last-draft-short' ? (draft?.leaves ?? bill.owed) : bill.owed;
  return { account: facts.account, billNumber: bill.number, dueOn: bill.dueOn, owed, because };
}

/** How far the move of a bill due on `dueOn` is at `now`. */
export function stageOf(
  dueOn: Temporal.PlainDate,
  now: Temporal.Instant,
  policy: TransitionPolicy,
): Pick<AtRisk, 'registerBy' | 'stage'> {
  const registerBy = lastMomentToRegister(dueOn, policy);
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  const stage = isOnOrBefore(now, registerBy) ? 'can-register' : isOnOrBefore(today, dueOn) ? 'pay-by-hand' : 'overdue';
  return { registerBy, stage };
}

/** The due dates of a stage at `now`: from `from` on, and before `until`. */
export function dueDatesOf(
  stage: AtRisk['stage'],
  now: Temporal.Instant,
  policy: TransitionPolicy,
): { readonly from?: Temporal.PlainDate; readonly until?: Temporal.PlainDate } {
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  let inTime = today;
  while (stageOf(inTime, now, policy).stage !== 'can-register') inTime = inTime.add({ days: 1 });
  return {
    'can-register': { from: inTime },
    'pay-by-hand': { from: today, until: inTime },
    overdue: { until: today },
  }[stage];
}

/** A risk and the days on which it stands: from `from` on, and before `until`. */
export interface RiskByDay extends Risk {
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
}

/**
 * The same for every day, as long as nothing happens: what is at risk changes by itself only on the day on which the old portal's
 * last draft is too late to come.
 */
export function risksByDay(facts: AtRiskFacts, policy: TransitionPolicy): readonly RiskByDay[] {
  const lapse = autopayLapse(facts.roster, policy);
  const lastDraft = lapse.kind === 'lapsed' ? lapse.lastDraft : undefined;
  const tooLate = (lastDraft?.on ?? cutOverDate(policy)).add({ days: policy.lastDraftDays + 1 });
  const on = (day: Temporal.PlainDate) => riskAt(facts, day.toZonedDateTime(policy.timeZone).toInstant(), policy);
  const [before, after] = [on(tooLate.subtract({ days: 1 })), on(tooLate)];
  if (before !== undefined && before.because === after?.because && before.owed === after.owed) return [before];
  return [...(before ? [{ ...before, until: tooLate }] : []), ...(after ? [{ ...after, from: tooLate }] : [])];
}

/** Whether late fees wait: while the bill is at risk, and while the old portal's last draft for it may still come. */
export function holdsLateFees(facts: AtRiskFacts, now: Temporal.Instant, policy: TransitionPolicy): boolean {
  if (atRisk(facts, now, policy) !== undefined) return true;
  const { roster, unpaidBill, lastDraftCameBack: cameBack } = facts;
  if (unpaidBill === undefined) return false;
  const draft = lastDraftFor(unpaidBill, autopayLapse(roster, policy), { now, policy, ...present({ cameBack }) });
  return draft?.arrival === 'awaited';
}

/** Soonest due first, then the largest amount: the order in which to call people. */
export const byUrgency = (one: AtRisk, other: AtRisk): number =>
  Temporal.PlainDate.compare(one.dueOn, other.dueOn) || other.owed - one.owed;
