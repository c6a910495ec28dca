import { seedDemo } from '../../src/demo/usecases/town/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { medfordRates } from '../support/medford-rates.ts';
import { sandboxForTests } from '../support/paying.ts';
import { referenceUtility, webDeps } from '../support/web-deps.ts';

export const demoNow = Temporal.Instant.from('2026-05-07T16:00:00Z');

const agreed = (text: string) => ({ text, version: 'simulated' });

/** A small simulated town with a year behind it: bills, payments, hours, people who registered, staff. */
export const seedDemoTown = (db: DatabasePool, accounts: number) =>
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
