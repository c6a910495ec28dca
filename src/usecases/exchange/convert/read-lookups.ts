import {
  centsOf,
  type ExchangeMapping,
  type Lookup,
  readPiece,
  WrongPiece,
  writtenCents,
} from '../../../domain/exchange/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import type { CutLine } from './foreign-lines.ts';
import type { OpenForeignFile } from './open-foreign-file.ts';
import { type Look, takeRecords } from './take-records.ts';

export interface ReadLookups {
  readonly look: Look;
  /** How many each file that was looked into has. */
  readonly records: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
}

/** Reads the files that others look something up in. `fault` hears of lines of files that nothing else is made of. */
export async function readLookups(
  files: readonly OpenForeignFile[],
  {
    mapping,
    fault,
  }: {
    readonly mapping: ExchangeMapping;
    readonly fault: (open: OpenForeignFile, problem: Problem, cut: CutLine) => void;
  },
): Promise<ReadLookups> {
  const found = new Map(mapping.lookups.map(({ name }) => [name, new Map<string, Record<string, string>>()] as const));
  const problems: Problem[] = [];
  const records = new Map<string, number>();
  for (const open of files) {
    const lookups = mapping.lookups.filter(({ of }) => of === open.file.name);
    if (lookups.length === 0) continue;
    const alone = !mapping.outputs.some(({ of }) => of === open.file.name);
    const wrong = await takeRecords(open, {
      mapping,
      look: () => undefined,
      taker: {
        record(record, { source, cut }) {
          records.set(open.name, (records.get(open.name) ?? 0) + 1);
          for (const lookup of lookups) {
            if (lookup.record !== record.kind.name) continue;
            const bad = take(lookup, found.get(lookup.name) ?? new Map(), (piece) => readPiece(piece, source));
            if (bad === undefined || !alone) continue;
            const params = { field: lookup.name, value: bad.value, expected: bad.expected };
            fault(open, { code: bad.code, params, place: { file: open.name, line: cut.line } }, cut);
          }
        },
        fault: (problem, cut) => (alone ? fault(open, problem, cut) : undefined),
        rest: async () => undefined,
      },
    });
    if (alone) problems.push(...wrong);
  }
  return { look: (lookup, key, take) => found.get(lookup)?.get(key)?.[take], records, problems };
}

type Read = (piece: Lookup['key']) => string | WrongPiece;

function take({ key, take }: Lookup, rows: Map<string, Record<string, string>>, read: Read): WrongPiece | undefined {
  const by = read(key);
  if (by instanceof WrongPiece) return by;
  const row = rows.get(by) ?? {};
  rows.set(by, row);
  for (const [name, { how, piece }] of take) {
    const text = read(piece);
    if (text instanceof WrongPiece) return text;
    if (text === '') continue;
    const before = row[name];
    if (before === undefined || how === 'last') row[name] = text;
    else if (how === 'sum') row[name] = writtenCents((centsOf(before) ?? 0n) + (centsOf(text) ?? 0n));
    else if ((how === 'min' && text < before) || (how === 'max' && text > before)) row[name] = text;
  }
  return undefined;
}
