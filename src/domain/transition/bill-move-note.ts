import type { BillMoveNote } from '../billing/index.ts';
import { type Cents, isBefore, isOnOrAfter, isOnOrBefore, lastDayInTime, present } from '../kernel/index.ts';
import { autopayLapse } from './lapse.ts';
import { cutOverDate, type TransitionPolicy } from './policy.ts';
import { lastMomentToRegister } from './registration-deadline.ts';
import type { RosterFacts } from './roster-line.ts';

/** What is known about an account on the day its bill is issued. */
export interface BillMoveFacts {
  /** Absent where the account had no login in the old portal. */
  readonly roster?: RosterFacts;
  readonly hasAutopay: boolean;
  /** E-bill is on again and its address verified. */
  readonly hasEbill: boolean;
}

/** For so long bills mention the move to those of whom nothing lapsed. */
const daysSaidToAll = 60;

/**
 * What the bill says about the move. A bill that is issued before the cut-over and due after it says what will lapse, one
 * issued after it what did, until the account has it again. Undefined where there is nothing to say.
 */
export function billMoveNote(
  facts: BillMoveFacts,
  bill: { readonly issuedOn: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate },
  policy: TransitionPolicy,
): BillMoveNote | undefined {
  const opensOn = cutOverDate(policy);
  if (isBefore(bill.dueOn, opensOn)) return undefined;
  const tense = isBefore(bill.issuedOn, opensOn) ? 'will-lapse' : 'lapsed';
  const { roster } = facts;
  const lapse = roster === undefined ? undefined : autopayLapse(roster, policy);
  const lastDraft = lapse?.kind === 'lapsed' ? lapse.lastDraft : undefined;
  const paysThis =
    lastDraft !== undefined && isOnOrAfter(lastDraft.on, bill.issuedOn) && isOnOrBefore(lastDraft.on, bill.dueOn);
  const autopay =
    facts.hasAutopay || lapse === undefined || lapse.kind === 'none' ? 'none' : paysThis ? 'last-draft' : tense;
  const ebill = roster?.hadEbill === true && !facts.hasEbill ? tense : 'none';
  const isOver = isOnOrAfter(bill.issuedOn, opensOn.add({ days: daysSaidToAll }));
  if (autopay === 'none' && ebill === 'none' && (isOver || facts.hasAutopay || facts.hasEbill)) return undefined;
  return {
    ...{ autopay, ebill, hadLogin: roster !== undefined, opensOn, until: opensOn.subtract({ days: 1 }) },
    registerBy: lastMomentToRegister(bill.dueOn, policy),
    ...present({ lastDraftOn: paysThis ? lastDraft.on : undefined }),
  };
}

/** A message and what it says. */
export interface MoveSentence {
  readonly key: string;
  readonly values: Readonly<Record<string, Temporal.PlainDate | Temporal.Instant>>;
}

/** The note in sentences: autopay, e-bill or neither, and until when to register. */
export function billMoveSentences(
  note: BillMoveNote,
  bill: { readonly issuedOn: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate; readonly amountDue: Cents },
  timeZone: string,
): readonly MoveSentence[] {
  const { until, opensOn, registerBy, lastDraftOn } = note;
  const values = { until, opens: opensOn, registerBy, due: bill.dueOn, ...present({ on: lastDraftOn }) };
  const lastDay = lastDayInTime(registerBy, timeZone) ?? registerBy.toZonedDateTimeISO(timeZone).toPlainDate();
  const isTooLate = isBefore(lastDay, bill.issuedOn);
  const autopay =
    note.autopay === 'none'
      ? []
      : bill.amountDue <= 0
        ? [`autopay-${note.autopay === 'last-draft' ? 'lapsed' : note.autopay}-nothing-due`]
        : note.autopay === 'lapsed' && isTooLate
          ? ['autopay-too-late']
          : [`autopay-${note.autopay}`];
  const ebill = note.ebill === 'none' ? [] : [`ebill-${note.ebill}`];
  const tense = isBefore(bill.issuedOn, opensOn) ? 'before' : 'after';
  const neither =
    autopay.length + ebill.length > 0 ? [] : [note.hadLogin ? `login-only-${tense}` : `no-login-${tense}`];
  const isSaid = note.autopay === 'lapsed' || note.autopay === 'will-lapse' || bill.amountDue <= 0 || isTooLate;
  const register = isSaid || note.autopay === 'last-draft' ? [] : [`register-by-${tense}`];
  return [...autopay, ...ebill, ...neither, ...register].map((name) => ({ key: `bill.move.${name}`, values }));
}
