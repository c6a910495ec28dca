import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';

/** A read that a bill is made from, as Badger's Billing Read Export tells it. */
export interface OutwardRead {
  readonly account: string;
  readonly location: string;
  readonly servicePoint: string;
  readonly meter: string;
  readonly register: string;
  readonly endpoint: string;
  readonly method: 'AMR' | 'Fixed' | 'Manual' | 'Network' | 'n/a';
  /** As the register shows it, in `unit`. */
  readonly read: string;
  readonly unit: 'gal' | 'kgal' | 'ccf' | 'cf' | 'm3' | 'l' | 'af';
  /** What the bill uses: whole units as it bills them. */
  readonly billingRead: string;
  readonly readAt: Temporal.PlainDateTime;
}

export type ReadExportProblem = Problem<
  'exchange.out-read-wrong' | 'exchange.out-read-twice' | 'exchange.out-too-many' | 'exchange.out-unit'
>;

/** What the export calls our units; thousands and hundreds have no word there. */
const units: Readonly<Record<OutwardRead['unit'], string | undefined>> = {
  ...{ gal: 'GAL', cf: 'CUBIC_FEET', m3: 'CUBIC_METER', l: 'LITER', af: 'AF' },
  ...{ kgal: undefined, ccf: undefined },
};

const knownUnits = Object.values(units)
  .filter((word) => word !== undefined)
  .join(', ');

const widths = [
  ...([
    ['Account_ID', 32],
    ['Location_ID', 40],
    ['Service_Point_ID', 40],
    ['Meter_ID', 24],
  ] as const),
  ...([
    ['Register_Number', 1],
    ['Endpoint_SN', 20],
    ['Read_Method', 7],
    ['Read', 9],
    ['Read_Unit', 11],
  ] as const),
  ...([
    ['Billing_Read', 9],
    ['Read_Time', 19],
  ] as const),
] as const;

const maxMeters = 100_000;
const maxTold = 20;

/** Badger's Billing Read Export, refused whole where a cell is too wide for it, a register comes twice, or a unit has no word there. */
export function badgerReadExport(
  reads: readonly OutwardRead[],
): Result<{ readonly text: string; readonly rows: number }, readonly ReadExportProblem[]> {
  if (reads.length > maxMeters) {
    return refused([{ code: 'exchange.out-too-many', params: { max: maxMeters, found: reads.length } }]);
  }
  const problems: ReadExportProblem[] = [];
  const known = new Set<string>();
  const lines = reads.map((one) => {
    const { meter, register, unit } = one;
    const cells = [
      ...[one.account, one.location, one.servicePoint, meter, register, one.endpoint, one.method, one.read],
      ...[units[unit] ?? '', one.billingRead, one.readAt.toString({ smallestUnit: 'second' }).replace('T', ' ')],
    ];
    if (units[unit] === undefined) {
      problems.push({ code: 'exchange.out-unit', field: 'Read_Unit', params: { meter, unit, known: knownUnits } });
    }
    for (const [at, [column, max]] of widths.entries()) {
      const value = cells[at] ?? '';
      const isMissing = column === 'Meter_ID' && value === '';
      if (value.length <= max && !isMissing) continue;
      problems.push({ code: 'exchange.out-read-wrong', field: column, params: { column, value, meter, max } });
    }
    const key = `${meter}\u001f${register}`;
    if (known.has(key)) problems.push({ code: 'exchange.out-read-twice', params: { meter, register } });
    known.add(key);
    return cells;
  });
  if (problems.length > 0) return refused(problems.slice(0, maxTold));
  const rows = [widths.map(([column]) => column), ...lines];
  return ok({ text: rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join(''), rows: reads.length });
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
