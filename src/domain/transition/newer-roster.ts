import { isOnOrAfter, laterOf, present } from '../kernel/index.ts';
import { autopayLapse } from './lapse.ts';
import { cutOverDate, type TransitionPolicy } from './policy.ts';
import type { RosterFacts } from './roster-line.ts';

/** One fact that another line about an account says otherwise. */
export interface RosterChange {
  readonly field: 'autopay' | 'next_draft' | 'ebill' | 'email' | 'language';
  /** As a roster writes it: `yes`, `no`, `2026-05-20 61.34`; empty where there was nothing. */
  readonly from: string;
  readonly to: string;
  /** `changes`: the new word counts. `vanishes`: it counts, and takes away what would lapse. `stays`: it does not count. */
  readonly effect: 'changes' | 'vanishes' | 'stays';
}

/** What counts of an account after another line about it, and what the line changed or could not change. */
export interface NewerRoster {
  readonly facts: RosterFacts;
  readonly changes: readonly RosterChange[];
}

/** When and how a newer line is taken. */
export interface RosterTaking {
  readonly now: Temporal.Instant;
  readonly policy: Pick<TransitionPolicy, 'cutOver' | 'timeZone'>;
  /** Somebody says that the accounts never had what the newer file takes away: its word counts after the cut-over, too. */
  readonly corrects?: boolean;
}

/**
 * What counts after `said` came about an account of which `before` was known.
 *
 * Before the cut-over the newest word counts. At the cut-over the old portal switched everything off, so that its later
 * exports say "no" of everybody: from then on a line can add to what lapsed, never take away from it. A blank email or
 * language takes nothing away, and the last login never goes back.
 */
export function newerRoster(before: RosterFacts, said: RosterFacts, taking: RosterTaking): NewerRoster {
  const lapsed = isOnOrAfter(taking.now, taking.policy.cutOver) && taking.corrects !== true;
  const automatic = lapsed ? automaticThatLapsed(before, said, taking.policy) : automaticOf(said);
  const hadEbill = said.hadEbill || (lapsed && before.hadEbill);
  const facts: RosterFacts = {
    ...present({ email: said.email ?? before.email, language: said.language ?? before.language }),
    hadAutopay: automatic.hadAutopay,
    ...present({ nextDraftOn: automatic.nextDraftOn, nextDraft: automatic.nextDraft }),
    hadEbill,
    ...present({ lastLoginOn: latestLogin(before, said) }),
  };
  const paysItself = (one: RosterFacts) => autopayLapse(one, taking.policy).kind === 'lapsed';
  const stopsPaying = paysItself(before) && !paysItself(said);
  const compared = (
    field: RosterChange['field'],
    written: (one: RosterFacts) => string,
    takesAway: boolean,
  ): RosterChange[] => {
    const [from, to] = [written(before), written(said)];
    if (from === to) return [];
    const effect = written(facts) === from ? 'stays' : takesAway ? 'vanishes' : 'changes';
    return [{ field, from, to, effect }];
  };
  const changes = [
    ...compared('autopay', (one) => yesOrNo(one.hadAutopay), stopsPaying),
    ...compared('next_draft', draftWritten, stopsPaying && !before.hadAutopay),
    ...compared('ebill', (one) => yesOrNo(one.hadEbill), before.hadEbill && !said.hadEbill),
    ...(said.email === undefined ? [] : compared('email', (one) => one.email ?? '', false)),
    ...(said.language === undefined ? [] : compared('language', (one) => one.language ?? '', false)),
  ];
  return { facts, changes };
}

/** Whether the newer line takes away, or tries to take away, something that lapses: that needs a person's word. */
export const takesAway = ({ to, effect }: RosterChange): boolean =>
  effect === 'vanishes' || (effect === 'stays' && (to === 'no' || to === ''));

type Automatic = Pick<RosterFacts, 'hadAutopay' | 'nextDraftOn' | 'nextDraft'>;

const automaticOf = ({ hadAutopay, nextDraftOn, nextDraft }: RosterFacts): Automatic => ({
  hadAutopay,
  ...present({ nextDraftOn, nextDraft }),
});

/** The draft that was known at the cut-over stays; one learned of later counts where it was lost, not where it would pay. */
function automaticThatLapsed(
  before: RosterFacts,
  said: RosterFacts,
  policy: Pick<TransitionPolicy, 'cutOver' | 'timeZone'>,
): Automatic {
  const hadAutopay = before.hadAutopay || said.hadAutopay;
  if (before.nextDraftOn === undefined) {
    const learned = said.nextDraftOn !== undefined && isOnOrAfter(said.nextDraftOn, cutOverDate(policy));
    return { hadAutopay, ...(learned ? present({ nextDraftOn: said.nextDraftOn, nextDraft: said.nextDraft }) : {}) };
  }
  const isSameDraft = said.nextDraftOn?.equals(before.nextDraftOn) === true;
  const nextDraft = before.nextDraft ?? (isSameDraft ? said.nextDraft : undefined);
  return { hadAutopay, nextDraftOn: before.nextDraftOn, ...present({ nextDraft }) };
}

const latestLogin = (before: RosterFacts, said: RosterFacts): Temporal.PlainDate | undefined =>
  before.lastLoginOn === undefined || said.lastLoginOn === undefined
    ? (said.lastLoginOn ?? before.lastLoginOn)
    : laterOf(before.lastLoginOn, said.lastLoginOn);

const yesOrNo = (had: boolean): string => (had ? 'yes' : 'no');

const draftWritten = ({ nextDraftOn, nextDraft }: RosterFacts): string =>
  [nextDraftOn?.toString() ?? '', nextDraft === undefined ? '' : (nextDraft / 100).toFixed(2)].join(' ').trim();
