import { describe, expect, test } from 'vitest';
import { home } from '../../../test/support/owrs.ts';
import { exact } from '../kernel/index.ts';
import { applySchedule, prepareRates, readSchedule } from './index.ts';

const tiers = 'commodity_charge: Tiered\ntier_starts: [0, 15, 21]\ntier_prices: [1, 2, 4]\n';
const read = (parts: string) => {
  const schedule = readSchedule('test.owrs', home(parts));
  if (!schedule.ok) throw new Error('unreadable');
  return schedule.value;
};
const ccf = (amount: string) => ({ amount: exact(amount), unit: 'ccf' as const });

describe('rates that are prepared', () => {
  const schedule = read(`base: 12\nfee: hhsize*2\n${tiers}wind: usage*0.1\nbill: base+commodity_charge+fee+wind`);
  const answers = { rateClass: 'HOME', inputs: { hhsize: '3' } };

  test.each([
    ['a whole period', exact(1)],
    ['ten days of thirty', exact('1/3')],
    ['two months', exact(2)],
    ['no days', exact(0)],
  ])('charge %s of every use as the schedule does', (_, share) => {
    const prepared = prepareRates(schedule, { ...answers, share });
    if (!prepared.ok) throw new Error('refused');
    for (const used of ['0', '0.748', '14', '14.5', '30']) {
      const applied = applySchedule(schedule, { ...answers, share, volume: ccf(used) });
      expect(prepared.value.linesOf(ccf(used))).toEqual({ ok: true, value: applied.ok && applied.value.lines });
    }
  });

  test('know beforehand what does not depend on the water, and nothing else', () => {
    const prepared = prepareRates(schedule, answers);
    const lines = prepared.ok ? prepared.value.fixed : [];
    expect(lines.map(({ part, amount }) => [part, amount])).toEqual([
      ['base', 1200],
      ['fee', 600],
    ]);
    const onBill = prepared.ok ? prepared.value.linesOf(ccf('3')) : prepared;
    expect(onBill.ok && onBill.value.filter((line) => lines.includes(line))).toHaveLength(2);
  });

  test('refuse each use as the schedule does', () => {
    const divided = read('base: 1/(usage-1)\nbill: base');
    const prepared = prepareRates(divided, { rateClass: 'HOME', inputs: {} });
    expect(prepared.ok && prepared.value.linesOf(ccf('1'))).toMatchObject({
      ok: false,
      problem: [{ code: 'rates.division-by-zero' }],
    });
    expect(prepared.ok && prepared.value.linesOf(ccf('3'))).toMatchObject({ ok: true, value: [{ amount: 50 }] });
    expect(prepareRates(divided, { rateClass: 'FARM', inputs: {} })).toMatchObject({
      ok: false,
      problem: [{ code: 'rates.class-unknown' }],
    });
  });

  test('name everything that nobody said', () => {
    const prepared = prepareRates(schedule, { rateClass: 'HOME', inputs: {} });
    expect(prepared.ok && prepared.value.linesOf(ccf('1'))).toMatchObject({
      ok: false,
      problem: [{ code: 'rates.input-missing', field: 'hhsize' }],
    });
  });
});
