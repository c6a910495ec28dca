import type { ProductionReport } from '../../../domain/water-balance/index.ts';
import type { Database } from '../../../store/database.ts';
import { billedByMonth, insertReports } from '../../../store/water-balance/index.ts';
import { dice } from '../../domain/household-simulator/index.ts';

/** Months whose bills cover less than this are left for the utility to report. */
const enoughBilled = 0.3;
const monthsBack = 13;

/**
 * What the simulated sources gave: of each pressure zone and month what was billed, with a tenth to a sixth of it lost on
 * the way, more where it is pumped.
 */
export async function fillProduction(
  db: Database,
  { now, today }: { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate },
): Promise<void> {
  const until = today.with({ day: 1 });
  const die = dice(36);
  const billed = await billedByMonth(db, { from: until.subtract({ months: monthsBack }), until });
  const reports = billed.flatMap(
    ({ zone, month, gallons, billedDays, servedDays }): Omit<ProductionReport, 'line'>[] => {
      const share = servedDays === 0 ? 0 : billedDays / servedDays;
      if (share < enoughBilled) return [];
      const lost = (zone === 'gravity' ? 0.1 : 0.14) + (die.around(0.2) - 1) * 0.05;
      return [
        {
          source: zone === 'gravity' ? 'Simulated springs' : `Simulated pump station ${zone}`,
          kind: 'produced',
          zone,
          firstDay: month,
          endDay: month.add({ months: 1 }),
          quantity: (gallons / share / (1 - lost) / 1000).toFixed(1),
          unit: 'kgal',
        },
      ];
    },
  );
  const numbered = reports.map((report, index) => ({ ...report, line: index + 2 }));
  await insertReports(db, numbered, { fileName: 'simulated-production.csv', by: 'demo', now });
}
