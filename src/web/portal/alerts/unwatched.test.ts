import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../../test/support/hourly-use.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { registered, signedInAs } from '../../../../test/support/signed-in.ts';
import { visit, webDeps } from '../../../../test/support/web.ts';
import { hourQuality, hourSpan } from '../../../domain/metering/index.ts';
import { portalAreas } from '../index.ts';

const account = '/accounts/00000001-0000001';
const pages = [`${account}/alerts`, `${account}/alerts/settings`, `${account}/vacations`];

test.for([
  ['a meter with hours is watched', { days: 37, quality: hourQuality.measured }, undefined],
  ['a meter read once a month cannot be watched', undefined, 'read for each bill only, so we cannot watch for leaks'],
  [
    'a meter with one number a day cannot be watched by the hour',
    { days: 37, quality: hourQuality.estimated },
    'read once a day, so we cannot watch for leaks',
  ],
  [
    'a meter that fell silent is not watched now',
    { days: 20, quality: hourQuality.measured },
    'no reads of your meter since April 20, 2026',
  ],
] as const)('%s', async ([_, hours, says], { db }) => {
  const served = await serveAccount(db, 1, { reads: [] });
  const loginId = await registered(db, served.accountId);
  if (hours !== undefined) {
    const use = householdHours(hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-04-01'), hours.days));
    use.quality.fill(hours.quality);
    await storeHours(db, await meterIdOf(db, served.meterSerial), use);
  }
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  for (const page of pages) {
    const { text } = await visitor.get(page);
    if (says === undefined) expect(text).not.toContain('cannot watch');
    else expect(text).toContain(says);
    expect(text).not.toMatch(/no leaks/i);
  }
});
