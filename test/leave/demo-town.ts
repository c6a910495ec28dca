import { seedDemo } from '../../src/demo/usecases/town/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { paths } from '../../src/web/paths.ts';
import { medfordRates } from '../support/medford-rates.ts';
import { sandboxForTests } from '../support/paying.ts';
import { referenceUtility, webDeps } from '../support/web-deps.ts';
import type { Town } from './same-pages.ts';

export const demoNow = Temporal.Instant.from('2026-05-07T16:00:00Z');

const agreed = (text: string) => ({ text, version: 'simulated' });

/** A small simulated town with a year behind it: bills, payments, hours, people who registered, staff. */
const seedDemoTown = (db: DatabasePool, accounts: number) =>
  seedDemo(db, {
    ...{ utility: referenceUtility, rates: medfordRates, rateClass: 'RESIDENTIAL_SINGLE', accounts },
    ...{ real: demoNow, pretended: demoNow, staffRealm: webDeps(db).staffRealm, publicUrl: 'http://localhost' },
    sandbox: sandboxForTests(db),
    pages: {
      consent: () => agreed('I agree.'),
      autopay: () => agreed('I authorize.'),
      ebill: () => agreed('By email.'),
      texts: () => agreed('By text.'),
    },
    onProgress: () => undefined,
    keepFile: async () => undefined,
  });

/** The same, and who looks at it: the customer who registered again, and staff. */
export async function demoTown(db: DatabasePool): Promise<Town> {
  const { customer } = await seedDemoTown(db, 12);
  const [login] = await db.query<{ id: string }>('select id from login where email = $1', [customer?.email]);
  const number = customer?.account ?? '';
  return {
    now: demoNow,
    lookers: [
      { who: { login: login?.id ?? '' }, starts: [paths.account(number), paths.settings, paths.home] },
      { who: 'staff', starts: [paths.console.home, paths.console.account(number)] },
    ],
  };
}
