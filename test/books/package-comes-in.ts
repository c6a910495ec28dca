import { importPackage } from '../../src/usecases/exchange/import-package.ts';
import { packageOfTexts } from '../support/package-of-texts.ts';
import type { MoneyVerb } from './verbs.ts';
import { now, today, utility } from './world.ts';

/** A night's files: a credit of the billing system for the account, and what it owes by that system. */
export const aPackageComesIn: MoneyVerb = {
  needs: [],
  isLong: true,
  async go(db, { account }) {
    const credit = `A1,${account},2026-05-11,adjustment,-3.00`;
    const sent = packageOfTexts({
      'manifest.json': JSON.stringify({ scope: 'delta', as_of: today.toString(), run: 1 }),
      'transactions.csv': `transaction_id,account_number,on,kind,amount\n${credit}\n`,
      'balances.csv': `account_number,as_of,balance\n${account},${today},20.00\n`,
    });
    const taken = await importPackage(db, sent, {
      ...{ source: 'a night', by: 'cli', now, zone: utility.time_zone, languages: utility.languages },
      ...{ maxClosedPercent: 100, billedBy: 'cis' },
    });
    if (taken.ok && (taken.value.state === 'waits' || taken.value.refused.length > 0)) throw new Error('it waits');
    return taken;
  },
};
