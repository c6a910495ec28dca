import { isAfter, ok, type Problem, type Result, refused, type VolumeUnit } from '../kernel/index.ts';
import type { SystemWaterProblemCode } from './problems.ts';

const productionKinds = ['produced', 'imported', 'exported'] as const;
export type ProductionKind = (typeof productionKinds)[number];

/** One line: a source's water in a day or a month. */
export interface ProductionReport {
  readonly line: number;
  readonly source: string;
  readonly kind: ProductionKind;
  /** Empty where it serves the whole system. */
  readonly zone: string;
  readonly firstDay: Temporal.PlainDate;
  /** The first day no longer of the period. */
  readonly endDay: Temporal.PlainDate;
  /** A decimal as text, in `unit`. */
  readonly quantity: string;
  readonly unit: VolumeUnit;
}

/** The columns of a file of production: those it must have, and those that apply to some. */
export const productionColumns = {
  needed: ['source', 'period', 'volume', 'unit'],
  optional: ['zone', 'kind'],
} as const;
/** What the trade writes; a million gallons is a thousand kgal. */
const units: Readonly<Record<string, { readonly unit: VolumeUnit; readonly times: number }>> = {
  gal: { unit: 'gal', times: 1 },
  kgal: { unit: 'kgal', times: 1 },
  mg: { unit: 'kgal', times: 1000 },
  cf: { unit: 'cf', times: 1 },
  ccf: { unit: 'ccf', times: 1 },
  m3: { unit: 'm3', times: 1 },
  l: { unit: 'l', times: 1 },
};

/**
 * Reads a line by the names of its columns: `period` is 2026-03 or 2026-03-14, `zone` and `kind` may be empty. A bad line
 * is refused with all that is wrong with it.
 */
export function readProductionLine(
  value: (column: string) => string,
  line: number,
  { zones, today }: { readonly zones: readonly string[]; readonly today: Temporal.PlainDate },
): Result<ProductionReport, readonly Problem<SystemWaterProblemCode>[]> {
  const period = periodOf(value('period'));
  const quantity = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(value('volume'))
    ? value('volume').replaceAll(',', '')
    : value('volume');
  const unit = units[value('unit').toLowerCase()];
  const kind = value('kind') === '' ? 'produced' : productionKinds.find((one) => one === value('kind').toLowerCase());
  const zone = value('zone');
  const wrong = (code: SystemWaterProblemCode, field: string): Problem<SystemWaterProblemCode> => ({
    code,
    field,
    params: { value: value(field) },
  });
  const problems = [
    ...(value('source') === '' ? [wrong('system-water.source-missing', 'source')] : []),
    ...(/\p{Cc}/u.test(value('source')) ? [wrong('system-water.source-name', 'source')] : []),
    ...(period === undefined ? [wrong('system-water.period-unreadable', 'period')] : []),
    ...(period !== undefined && isAfter(period.endDay, today) ? [wrong('system-water.period-ahead', 'period')] : []),
    ...(/^\d{1,15}(\.\d{1,6})?$/.test(quantity) ? [] : [wrong('system-water.volume-unreadable', 'volume')]),
    ...(unit === undefined ? [wrong('system-water.unit-unknown', 'unit')] : []),
    ...(kind === undefined ? [wrong('system-water.kind-unknown', 'kind')] : []),
    ...(zone !== '' && !zones.includes(zone) ? [wrong('system-water.zone-unknown', 'zone')] : []),
  ];
  if (period === undefined || unit === undefined || kind === undefined || problems.length > 0) return refused(problems);
  return ok({
    line,
    source: value('source'),
    kind,
    zone,
    ...period,
    quantity: times(quantity, unit.times),
    unit: unit.unit,
  });
}

function periodOf(text: string): { firstDay: Temporal.PlainDate; endDay: Temporal.PlainDate } | undefined {
  try {
    // PostgreSQL knows no year 0.
    if (text.startsWith('0000')) return undefined;
    if (/^\d{4}-\d{2}$/.test(text)) {
      const firstDay = Temporal.PlainYearMonth.from(text).toPlainDate({ day: 1 });
      return { firstDay, endDay: firstDay.add({ months: 1 }) };
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
    const firstDay = Temporal.PlainDate.from(text);
    return { firstDay, endDay: firstDay.add({ days: 1 }) };
  } catch {
    return undefined;
  }
}

/** A decimal times a power of ten, as text and exactly. */
function times(quantity: string, factor: number): string {
  if (factor === 1) return quantity;
  const [whole = '', part = ''] = quantity.split('.');
  const zeros = Math.round(Math.log10(factor));
  const shifted = `${whole}${part.padEnd(zeros, '0').slice(0, zeros)}`.replace(/^0+(?=\d)/, '');
  const rest = part.slice(zeros);
  return rest === '' ? shifted : `${shifted}.${rest}`;
}
