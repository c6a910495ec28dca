import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { registerCustomer } from '../../../../test/support/customer.ts';
import { test } from '../../../../test/support/database.ts';
import { expectValidHtml, webDeps } from '../../../../test/support/web.ts';
import { parseUtility } from '../../../config/utility.ts';
import type { RateBook } from '../../../domain/billing/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { loadRateBook } from '../../../usecases/billing/index.ts';
import { sayFact } from '../../../usecases/rates/index.ts';
import { paths } from '../../../web/paths.ts';
import { portalAreas } from '../../../web/portal/index.ts';
import { fillTown } from './fill-town.ts';

const folder = 'examples/budget-town';
const parsed = parseUtility(`${folder}/utility.yaml`, readFileSync(`${folder}/utility.yaml`, 'utf8'));
if (!parsed.ok) throw new Error('the folder is refused');
const utility = parsed.value;
const until = Temporal.Instant.from('2026-05-12T16:00:00Z');

/** A year of a few homes; from 1 October 2025 the season is winter's, from 15 April 2026 summer's. */
async function town(db: DatabasePool, rates: RateBook) {
  return fillTown(db, {
    ...{ utility, rates, until, rateClass: 'RESIDENTIAL_SINGLE', accounts: 4 },
    beforeBilling: async () => {
      const by = { staffId: 'simulated', role: 'supervisor', now: until, address: '127.0.0.1' } as const;
      await db.query(
        `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
         values ('simulated', 'staff@example.org', true, 'Simulated', 'supervisor', now(), now())`,
      );
      for (const [value, from] of [
        ['winter', '2025-04-01'],
        ['summer', '2026-04-15'],
      ] as const) {
        const fact = { name: 'season', value, from, reason: 'The board set it.', owner: 'utility' } as const;
        expect(await sayFact({ db, utility, rates }, fact, by)).toMatchObject({ ok: true });
      }
    },
    beforeLastPosting: async () => undefined,
    onProgress: () => undefined,
  });
}

test('a town of budgets with seasons and numbers of its own starts, is billed, and is shown', async ({ db }) => {
  const loaded = await loadRateBook(utility.billing.rates.map((file) => `${folder}/rates/${file}`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem));
  const accounts = await town(db, loaded.value);
  const [one] = accounts;
  const number = one?.household.accountNumber ?? '';
  expect(number).toMatch(/^SB\/\d{4}-\d{2}$/);

  const [last] = await db.query<{ number: string; through: string }>(
    `select b.number, b.period_end::text as through from bill b join account a on a.id = b.account_id where a.number = $1 and b.state = 'posted' order by b.period_end desc limit 1`,
    [number],
  );
  // The season changes inside the newest period: the water of its days before and after has a budget of its own.
  expect(last?.through).toBe('2026-05-04');
  const deps = webDeps(db, { utility, rates: loaded.value });
  const visitor = await registerCustomer(deps, { number: number.toLowerCase(), zip: '92001' }, portalAreas);
  for (const path of [
    paths.account(number),
    paths.bills(number),
    paths.bill(number, last?.number ?? ''),
    paths.use(number),
  ]) {
    await visitor.get(path);
    expect([path, visitor.status]).toEqual([path, 200]);
    await expectValidHtml(visitor.html);
  }
  await visitor.get(paths.bill(number, last?.number ?? ''));
  expect(visitor.text).toContain(number);
  // Three people, 55 gallons a day each, for 11 days of winter and 19 of summer, in hundreds of cubic feet.
  expect(visitor.text).toContain('el consumo de 0 a 2.426470588235 cientos de pies cúbicos');
  expect(visitor.text).toContain('el consumo de 0 a 4.191176470588 cientos de pies cúbicos');
});
