import type { Utility } from '../../config/utility.ts';
import { type AdviceNeed, type Saving, savingOf, savingOfLeak, worthOf } from '../../domain/conservation/index.ts';
import { costOfWater } from '../../domain/credits/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import type { AdviceBook } from '../../gateways/advice.ts';
import { adviceAnswersOf, pricedBills } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { alertRules, loadAlerts } from '../alerts/index.ts';
import { householdOf } from './household.ts';
import { loadSplit } from './load-split.ts';

/** A piece of advice with what it would save this household in a year. */
export interface RankedAdvice {
  readonly id: string;
  readonly saving: Extract<Saving, { kind: 'saves' }>;
  /** Undefined where there is no bill yet. */
  readonly worth: Cents | undefined;
  readonly source: string | undefined;
  readonly sample: boolean;
  readonly rebate: string | undefined;
  /** The alert of a leak. */
  readonly alertId: number | undefined;
}

export interface AdviceForHome {
  /** The most money first. */
  readonly ranked: readonly RankedAdvice[];
  /** What cannot be calculated, and what is missing for it. */
  readonly open: readonly { readonly id: string; readonly needs: readonly AdviceNeed[] }[];
  readonly answered: readonly { readonly id: string; readonly answer: 'done' | 'not-for-me' }[];
  /** How many bills say what water costs this household. */
  readonly bills: number;
}

/** A year of monthly bills. */
const billsPriced = 12;

/** What would save this household the most, by its profile, its water and its own bills. */
export async function loadAdvice(
  db: Database,
  account: AuthorisedAccount,
  { utility, book, now }: { readonly utility: Utility; readonly book: AdviceBook; readonly now: Temporal.Instant },
): Promise<AdviceForHome> {
  const [profile, split, bills, answers, alerts] = await Promise.all([
    householdOf(db, account),
    loadSplit(db, account, { utility, now }),
    pricedBills(db, account.accountId, billsPriced),
    adviceAnswersOf(db, account.accountId),
    loadAlerts(db, account, alertRules(utility)),
  ]);
  const worth = (saving: RankedAdvice['saving']) => worthOf(saving, bills, split?.indoorADay);
  const leaks = alerts
    .filter(({ kind, standing }) => kind === 'leak' && (standing === 'running' || standing === 'running-after-fix'))
    .map(({ id: alertId, gallonsAnHour }): RankedAdvice => {
      const saving = savingOfLeak(gallonsAnHour);
      // What a leak takes comes on top of what the bills show.
      const worth = bills[0] && costOfWater(bills[0].lines, saving.gallonsAYear);
      return { id: 'leak', saving, worth, source: undefined, sample: false, rebate: undefined, alertId };
    });
  const calculated = book.advice
    .filter(({ id }) => !answers.has(id))
    .map((advice) => ({ advice, saving: savingOf(advice, { profile: profile ?? {}, split }) }));
  const ranked = calculated.flatMap(({ advice: { id, source, sample, rebate }, saving }): RankedAdvice[] =>
    saving.kind === 'saves' ? [{ id, saving, worth: worth(saving), source, sample, rebate, alertId: undefined }] : [],
  );
  return {
    ranked: [
      ...leaks,
      ...ranked.toSorted((a, b) => (b.worth ?? 0) - (a.worth ?? 0) || b.saving.gallonsAYear - a.saving.gallonsAYear),
    ],
    open: calculated.flatMap(({ advice: { id }, saving }) =>
      saving.kind === 'needs' ? [{ id, needs: saving.needs }] : [],
    ),
    answered: book.advice.flatMap(({ id }) => {
      const answer = answers.get(id);
      return answer === undefined ? [] : [{ id, answer }];
    }),
    bills: bills.length,
  };
}
