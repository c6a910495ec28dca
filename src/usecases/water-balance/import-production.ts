import { isBefore, type Result } from '../../domain/kernel/index.ts';
import { type ProductionReport, productionColumns, readProductionLine } from '../../domain/water-balance/index.ts';
import type { Database } from '../../store/database.ts';
import {
  insertReports,
  type StandingReport,
  standingReports,
  zonesOfUtility,
} from '../../store/water-balance/index.ts';
import type { FileLine } from './read-water-file.ts';
import {
  bringerOf,
  type FilePlan,
  takeWaterFile,
  type WaterFileProblem,
  type WaterFileReport,
  type WaterFileRequest,
} from './take-water-file.ts';

/**
 * Takes a file of production in. A source's periods never overlap, or its water would count twice: a line that would is
 * refused. Another amount for a period that is known corrects it.
 */
export function importProduction(
  db: Database,
  request: WaterFileRequest,
): Promise<Result<WaterFileReport, WaterFileProblem>> {
  return takeWaterFile(db, request, {
    kind: 'production',
    needed: productionColumns.needed,
    plan: (tx, lines) => planProduction(tx, lines, request),
  });
}

async function planProduction(
  tx: Database,
  lines: readonly FileLine[],
  { fileName, by, now, zone }: WaterFileRequest,
): Promise<FilePlan> {
  const about = { zones: await zonesOfUtility(tx), today: now.toZonedDateTimeISO(zone).toPlainDate() };
  const standing: Map<string, StandingReport[]> = Map.groupBy(await standingReports(tx), ({ source }) => source);
  const kept: ProductionReport[] = [];
  const bad: FilePlan['refused'][number][] = [];
  const counts = { new: 0, corrected: 0, unchanged: 0 };
  for (const line of lines) {
    const read = readProductionLine(line.value, line.line, about);
    if (!read.ok) {
      bad.push({ line, problems: read.problem });
      continue;
    }
    const report = read.value;
    const ofSource = standing.get(report.source) ?? [];
    const before = ofSource.findIndex((one) => isSamePeriod(one, report));
    const known = ofSource[before];
    if (known === undefined && ofSource.some((one) => overlaps(one, report))) {
      const params = { value: report.source };
      bad.push({ line, problems: [{ code: 'system-water.period-overlaps', field: 'period', params }] });
      continue;
    }
    const change = known === undefined ? 'new' : saysTheSame(known, report) ? 'unchanged' : 'corrected';
    counts[change] += 1;
    if (change !== 'unchanged') kept.push(report);
    standing.set(report.source, [...ofSource.filter((_, index) => index !== before), report]);
  }
  return { counts, refused: bad, write: (db) => insertReports(db, kept, { fileName, by: bringerOf(by), now }) };
}

type Period = Pick<StandingReport, 'firstDay' | 'endDay'>;
const isSamePeriod = (one: Period, other: Period): boolean =>
  one.firstDay.equals(other.firstDay) && one.endDay.equals(other.endDay);
const overlaps = (one: Period, other: Period): boolean =>
  isBefore(one.firstDay, other.endDay) && isBefore(other.firstDay, one.endDay);
const saysTheSame = (one: StandingReport, other: StandingReport): boolean =>
  Number(one.quantity) === Number(other.quantity) &&
  one.unit === other.unit &&
  one.zone === other.zone &&
  one.kind === other.kind;
