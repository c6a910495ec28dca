import { isUnder, paths } from '../../paths.ts';
import type { IconName } from '../icon-shapes.ts';

/** The five places of an account, in the order of the menu, and the settings, which are the person's. */
export type Place = 'home' | 'bills' | 'use' | 'alerts' | 'saving' | 'settings';

type PathOfAccount = (account: string) => string;

/** The first page of each place, and whatever else stands under it. */
const placePaths = {
  bills: {
    first: paths.bills,
    others: [paths.billComparison, paths.nextBill, paths.payments, paths.autopay, paths.ebill],
  },
  use: { first: paths.use, others: [paths.indoorOutdoor] },
  alerts: { first: paths.alerts, others: [paths.vacations] },
  saving: {
    first: paths.saving,
    others: [paths.household, paths.similarHomes, paths.goal, paths.watering, paths.advice, paths.rebates],
  },
} as const satisfies Record<string, { readonly first: PathOfAccount; readonly others: readonly PathOfAccount[] }>;

export const menu = [
  { place: 'home', icon: 'home' },
  { place: 'bills', icon: 'bills' },
  { place: 'use', icon: 'use' },
  { place: 'alerts', icon: 'alerts' },
  { place: 'saving', icon: 'saving' },
] as const satisfies readonly { readonly place: Place; readonly icon: IconName }[];

/** The first page of a place, for one account. */
export function firstPageOf(place: Place, account: string): string {
  if (place === 'settings') return paths.settings;
  return place === 'home' ? paths.account(account) : placePaths[place].first(account);
}

/** Where a page of this account stands. */
export function placeOf(path: string, account: string): Place | undefined {
  if (isUnder(paths.settings, path)) return 'settings';
  if (path === paths.account(account)) return 'home';
  for (const place of ['bills', 'use', 'alerts', 'saving'] as const) {
    const { first, others } = placePaths[place];
    if ([first, ...others].some((pathOf) => isUnder(pathOf(account), path))) return place;
  }
  return isUnder(paths.account(account), path) ? 'settings' : undefined;
}
