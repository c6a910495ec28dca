import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type ProductionReport, readProduction, type SystemWaterProblemCode } from '../../domain/system-water/index.ts';
import { zonesOfUtility } from '../../store/alert-outreach.ts';
import type { Database } from '../../store/database.ts';
import { insertReports, lockProduction, type StandingReport, standingReports } from '../../store/production.ts';
import { decodeCsv } from '../transition/index.ts';

export interface ProductionRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** `cli`, or `staff:<id>`. */
  readonly by: string;
}

/** What became of a file's lines; they add up to those read. */
export interface ImportedProduction {
  readonly read: number;
  readonly new: number;
  /** Reports that say another amount than the one that stood. */
  readonly corrected: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly problems: readonly Problem<SystemWaterProblemCode>[] }[];
}

/**
 * Takes a file of production in. A source's periods never overlap, or its water would count twice: a line that would is
 * refused. The same file again changes nothing.
 */
export async function importProduction(
  db: Database,
  { fileName, bytes, dryRun, zone, now, by }: ProductionRequest,
): Promise<Result<ImportedProduction, Problem<SystemWaterProblemCode>>> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const file = readProduction(decodeCsv(bytes).text, { zones: await zonesOfUtility(db), today });
  if (!file.ok) return refused(file.problem);
  return db.transaction(async (tx) => {
    if (!dryRun) await lockProduction(tx);
    const standing = new Map<string, StandingReport[]>();
    for (const report of await standingReports(tx)) {
      standing.set(report.source, [...(standing.get(report.source) ?? []), report]);
    }
    const kept: ProductionReport[] = [];
    const bad = [...file.value.refused];
    const counts = { new: 0, corrected: 0, unchanged: 0 };
    for (const report of file.value.reports) {
      const ofSource = standing.get(report.source) ?? [];
      const before = ofSource.findIndex((one) => isSamePeriod(one, report));
      const known = ofSource[before];
      if (known === undefined && ofSource.some((one) => overlaps(one, report))) {
        bad.push({
          line: report.line,
          problems: [{ code: 'system-water.period-overlaps', field: 'period', params: { value: report.source } }],
        });
        continue;
      }
      const change = known === undefined ? 'new' : saysTheSame(known, report) ? 'unchanged' : 'corrected';
      counts[change] += 1;
      if (change !== 'unchanged') kept.push(report);
      standing.set(report.source, [...ofSource.filter((_, index) => index !== before), report]);
    }
    if (!dryRun && kept.length > 0) await insertReports(tx, kept, { fileName, by, now });
    return ok({
      ...counts,
      read: file.value.reports.length + file.value.refused.length,
      refused: bad.toSorted((a, b) => a.line - b.line),
    });
  });
}

type Period = Pick<StandingReport, 'firstDay' | 'endDay'>;
const isSamePeriod = (one: Period, other: Period): boolean =>
  one.firstDay.equals(other.firstDay) && one.endDay.equals(other.endDay);
const overlaps = (one: Period, other: Period): boolean =>
  Temporal.PlainDate.compare(one.firstDay, other.endDay) < 0 &&
  Temporal.PlainDate.compare(other.firstDay, one.endDay) < 0;
const saysTheSame = (one: StandingReport, other: StandingReport): boolean =>
  Number(one.quantity) === Number(other.quantity) &&
  one.unit === other.unit &&
  one.zone === other.zone &&
  one.kind === other.kind;
