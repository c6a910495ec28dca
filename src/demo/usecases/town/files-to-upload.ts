import type { FilledAccount } from './filled-account.ts';

/** A file that somebody can try an upload of the console with. */
export interface FileToUpload {
  readonly name: string;
  readonly csv: string;
}

const metersMoved = 12;

/**
 * Files about the simulated town's water, each with a line that is wrong: a well that was reported by the day last week,
 * and meters that are in a district metered area since the first of the month.
 */
export function filesToUpload(town: readonly FilledAccount[], today: Temporal.PlainDate): readonly FileToUpload[] {
  const days = Array.from({ length: 7 }, (_, index) => today.subtract({ days: 7 - index }));
  const production = [
    'source,period,volume,unit,zone,kind',
    ...days.map((day, index) => `Simulated well 7,${day},${(41.5 + index * 0.7).toFixed(1)},kgal,,produced`),
    `Simulated well 7,${today.add({ days: 1 })},42,barrels,,produced`,
  ];
  const open = town.filter(({ closedOn }) => closedOn === undefined).slice(0, metersMoved);
  const from = today.with({ day: 1 });
  const zones = [
    'meter,zone,from',
    ...open.map(({ household }) => `${household.meterSerial},DMA-1,${from}`),
    `SIM-UNKNOWN,DMA-1,${from}`,
  ];
  const csv = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return [
    { name: 'production.csv', csv: csv(production) },
    { name: 'zones.csv', csv: csv(zones) },
  ];
}
