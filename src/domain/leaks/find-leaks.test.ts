import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { household, writtenHours } from '../../../test/support/written-hours.ts';
import { hourQuality } from '../metering/index.ts';
import { findingKinds, findLeaks } from './index.ts';

const rules = {
  continuousFlow: [{ hours: 12, gallonsAnHour: 2, below: 100 }],
  steadyFlow: [{ hours: 24, gallonsAnHour: 2, flowing: 0.6, steady: 0.3 }],
  overnightMinimum: {
    fromHour: 1,
    toHour: 5,
    windows: [
      { nights: 2, ofNights: 3, gallonsAnHour: 3, steady: 0.5 },
      { nights: 4, ofNights: 5, gallonsAnHour: 1, steady: 0.5 },
    ],
  },
  burst: [{ hours: 3, gallonsAnHour: 200 }],
  openHose: { hours: 4, gallonsAnHour: 100, below: 200 },
  nightFlowRise: { fromHour: 1, toHour: 5, nights: 2, usualNights: 6, gallonsAnHour: 1, times: 2, steady: 0.4 },
  vacationUse: { hours: 2, gallonsAnHour: 1 },
  noFlow: { days: 3, usedDays: 14 },
  highUse: { days: 3, usualDays: 14, times: 1.5, gallonsADay: 20 },
};
const from = Temporal.PlainDate.from('2026-03-10');
const context = { vacations: [{ from, until: from.add({ days: 4 }) }] };
const days = 28;

/** A household with a stretch of some flow, and a stretch without any, and holes; over the change of the clocks. */
const anyHours = fc
  .record({
    leak: fc.record({ from: fc.nat(days * 24), hours: fc.nat(400), gallons: fc.integer({ min: 0, max: 400 }) }),
    still: fc.record({ from: fc.nat(days * 24), hours: fc.nat(300) }),
    holes: fc.array(fc.nat(days * 24), { maxLength: 30 }),
  })
  .map(({ leak, still, holes }) => {
    const missing = new Set(holes);
    return writtenHours('2026-03-01', days, (day, clock) => {
      const hour = day * 24 + clock;
      if (missing.has(hour)) return undefined;
      if (hour >= still.from && hour < still.from + still.hours) return 0;
      return household(clock) + (hour >= leak.from && hour < leak.from + leak.hours ? leak.gallons : 0);
    });
  });

const shown = (findings: ReturnType<typeof findLeaks>) => JSON.stringify(findings);

test('the same hours give the same findings; of one kind they are in order and do not overlap', () => {
  fc.assert(
    fc.property(anyHours, (use) => {
      const findings = findLeaks(use, rules, context);
      expect(shown(findLeaks(use, rules, context))).toBe(shown(findings));
      for (const kind of findingKinds) {
        const ofKind = findings.filter((finding) => finding.kind === kind);
        for (const [index, { beganAt, foundAt, seenAt, gallonsLost }] of ofKind.entries()) {
          const before = ofKind[index - 1];
          if (before !== undefined) expect(Temporal.Instant.compare(before.seenAt, beganAt)).toBeLessThanOrEqual(0);
          expect(Temporal.Instant.compare(beganAt, seenAt)).toBe(-1);
          expect(Temporal.Instant.compare(beganAt, foundAt)).toBe(-1);
          expect(gallonsLost).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    { numRuns: runs(60) },
  );
});

test('what is found is found with the hours up to then: without the later ones it is found at the same moment', () => {
  const { highUse: _, ...others } = rules;
  const hourly = {
    ...others,
    continuousFlow: [...rules.continuousFlow, { hours: 24, gallonsAnHour: 1 }],
    steadyFlow: [...rules.steadyFlow, { hours: 48, gallonsAnHour: 1, flowing: 0.4, steady: 0.3 }],
  };
  fc.assert(
    fc.property(anyHours, (use) => {
      for (const { kind, beganAt, foundAt } of findLeaks(use, hourly, context)) {
        const known = foundAt.epochMilliseconds / 3_600_000 - use.span.startHour;
        const quality = use.quality.slice();
        quality.fill(3, known);
        const then = findLeaks({ ...use, quality }, hourly, context).filter((one) => one.kind === kind);
        expect(then.some((one) => one.beganAt.equals(beganAt) && one.foundAt.equals(foundAt))).toBe(true);
      }
    }),
    { numRuns: runs(60) },
  );
});

test('what an hour that is estimated or suspect counts changes nothing', () => {
  fc.assert(
    fc.property(anyHours, fc.array(fc.nat(days * 24 - 24), { maxLength: 200 }), (use, doubted) => {
      const quality = use.quality.slice();
      const otherwise = use.counts.slice();
      for (const [index, hour] of doubted.entries()) {
        quality[hour] = index % 2 === 0 ? 1 : 4;
        otherwise[hour] = 900 - (otherwise[hour] ?? 0);
      }
      const found = findLeaks({ ...use, quality }, rules, context);
      expect(shown(findLeaks({ ...use, quality, counts: otherwise }, rules, context))).toBe(shown(found));
    }),
    { numRuns: runs(60) },
  );
});

test('the use of days, shared out over their hours, looks like a leak in every hour and is none', () => {
  const shared = writtenHours('2026-03-01', days, () => 12);
  shared.quality.fill(hourQuality.estimated);
  expect(findLeaks(shared, rules, context)).toEqual([]);
  expect(
    findLeaks(
      writtenHours('2026-03-01', days, () => 12),
      rules,
      context,
    ),
  ).not.toEqual([]);
});
