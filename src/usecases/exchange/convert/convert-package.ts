import {
  columnsOf,
  type ExchangeMapping,
  keptText,
  makeRow,
  type Output,
  type PackageFileName,
  packageFileOf,
  repetitions,
  takes,
  writtenCents,
} from '../../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { type FileOfOthers, filesOfOthers } from '../../../gateways/foreign-files.ts';
import { newPackageFolder, type PackageFolder, refusedFileOf } from '../../../gateways/new-package-folder.ts';
import { growingFile } from '../../../gateways/read-stream.ts';
import { columnsMade } from './columns-made.ts';
import { earlierRows } from './earlier-rows.ts';
import type { CutLine } from './foreign-lines.ts';
import { matchFiles } from './match-files.ts';
import { type OpenForeignFile, openForeignFile } from './open-foreign-file.ts';
import { type PackageRows, packageRows, type WrittenFile } from './package-rows.ts';
import { readLookups } from './read-lookups.ts';
import { type RefusedLines, refusedLines } from './refused-lines.ts';
import { takeRecords } from './take-records.ts';

export interface Conversion {
  readonly mapping: ExchangeMapping;
  /** Nothing is written. */
  readonly dryRun: boolean;
  /** Columns that would enrol, and that a person decided to drop unread. */
  readonly leaveOut: readonly string[];
  readonly asOf?: Temporal.PlainDate;
  readonly say: (problem: Problem) => string;
}

export interface ConversionReport {
  readonly files: readonly {
    readonly name: string;
    readonly as: string;
    readonly encoding: string;
    readonly records: number;
    readonly dropped: readonly string[];
  }[];
  /** Files that the mapping knows nothing of. */
  readonly ignored: readonly string[];
  readonly written: Readonly<
    Partial<Record<PackageFileName, { rows: number; total?: string; of?: string; replaced: number }>>
  >;
  readonly refused: { readonly lines: number; readonly byReason: Readonly<Record<string, number>> };
  readonly firstRefused: readonly Problem[];
  readonly refusedFile?: string;
  readonly scope: 'full' | 'delta';
}

/**
 * Makes a package of files of another system's layout: `from` is a folder of them or one of them, `to` the package's folder,
 * which is there whole or not at all. Lines that are wrong are set aside in a file beside it and the others go in; a wrong
 * control total, a file that is cut off or a column that would enrol refuses everything.
 */
export async function convertPackage(
  from: string,
  to: string,
  conversion: Conversion,
): Promise<Result<ConversionReport, readonly Problem[]>> {
  const listed = await filesOfOthers(from);
  if (!listed.ok) return refused([listed.problem]);
  const { dryRun, say } = conversion;
  return convertFiles(listed.value, conversion, {
    ...{ from, earlier: to, aside: refusedLines(dryRun ? undefined : growingFile(refusedFileOf(to)), say) },
    folder: async () => (dryRun ? undefined : newPackageFolder(to, isOfPackage)),
  });
}

/** Where a package goes, and its lines that do not. */
export interface ConversionTarget {
  /** What is told where a file is missing. */
  readonly from: string;
  /** The folder of the package before; none where there is no such thing. */
  readonly earlier?: string;
  readonly aside: RefusedLines;
  readonly folder: () => Promise<Result<PackageFolder, Problem> | undefined>;
}

/** The same of files wherever they are. */
export async function convertFiles(
  files: readonly FileOfOthers[],
  conversion: Conversion,
  target: ConversionTarget,
): Promise<Result<ConversionReport, readonly Problem[]>> {
  const { mapping, leaveOut } = conversion;
  const matched = matchFiles(mapping.files, files);
  if (!matched.ok) return refused([matched.problem(target.from)]);
  const open: OpenForeignFile[] = [];
  const problems: Problem[] = [];
  for (const { file, of } of matched.pairs) {
    const opened = await openForeignFile(file, { file: of, mapping, leaveOut });
    if (opened.ok) open.push(opened.value);
    else problems.push(...opened.problem);
  }
  const made = columnsMade(mapping, open);
  problems.push(...made.problems);
  if (problems.length > 0) return refused(problems);
  const folder = await target.folder();
  if (folder !== undefined && !folder.ok) return refused([folder.problem]);
  const work = {
    ...{ mapping, open, folder: folder?.value, columns: made.columns, aside: target.aside },
    ...present({ to: target.earlier }),
  };
  const abandon = async () => {
    await work.aside.abandon();
    await folder?.value.abandon();
  };
  try {
    const done = await convertAll(work);
    if (!done.ok) {
      await abandon();
      return done;
    }
    await writeManifest(folder?.value, conversion, done.value.written);
    await folder?.value.finish();
    const refusedFile = await work.aside.close();
    const written = Object.fromEntries(
      [...done.value.written].map(([file, { rows, total, replaced }]) => [
        file,
        { rows, replaced, ...(total === undefined ? {} : { total: writtenCents(total.cents), of: total.of }) },
      ]),
    );
    return ok({
      files: open.map(({ name, file, encoding, header }, at) => ({
        ...{ name, as: file.name, encoding, dropped: header.dropped, records: done.value.records[at] ?? 0 },
      })),
      ignored: matched.ignored,
      written,
      ...work.aside.report(),
      ...present({ refusedFile }),
      scope: mapping.scope,
    });
  } catch (error) {
    await abandon();
    throw error;
  }
}

/** Names that a package made here may have: anything else in a folder is somebody else's. */
export const isOfPackage = (name: string): boolean =>
  ['manifest.json', 'refused.csv'].includes(name) || packageFileOf(name) !== undefined;

interface Work {
  readonly mapping: ExchangeMapping;
  readonly open: readonly OpenForeignFile[];
  readonly folder: PackageFolder | undefined;
  readonly columns: ReadonlyMap<PackageFileName, readonly string[]>;
  readonly aside: RefusedLines;
  /** Where an earlier package may stand. */
  readonly to?: string;
}

type WrittenFiles = ReadonlyMap<PackageFileName, WrittenFile & { readonly replaced: number }>;

async function convertAll({
  mapping,
  open,
  folder,
  columns,
  aside,
  to,
}: Work): Promise<Result<{ readonly written: WrittenFiles; readonly records: readonly number[] }, readonly Problem[]>> {
  const rows = new Map<PackageFileName, PackageRows>();
  for (const [file, mine] of columns) {
    const earlier = mapping.empty === 'keep' && to !== undefined ? await earlierRows(to, file) : new Map();
    rows.set(file, packageRows({ file, columns: mine, earlier, folder }));
  }
  const lookups = await readLookups(open, {
    mapping,
    fault: (one, problem, cut) => aside.add(problem, keptOf(one, cut)),
  });
  const problems = [...lookups.problems];
  const records: number[] = [];
  for (const one of open) {
    const outputs = mapping.outputs.filter(({ of }) => of === one.file.name);
    let count = 0;
    if (outputs.length > 0) {
      const wrong = await takeRecords(one, {
        mapping,
        look: lookups.look,
        taker: {
          record(record, { finder, source, cut }) {
            count++;
            const found: Problem[] = [];
            const ready: (() => void)[] = [];
            const place = { file: one.name, line: record.line };
            if (record.isRefused)
              found.push({ code: 'exchange.parent-refused', params: { line: record.parent?.line ?? 0 }, place });
            for (const output of record.isRefused ? [] : outputs) {
              if (output.record !== record.kind.name) continue;
              for (const nth of repetitions(output, record, finder)) {
                finder.place.nth = nth;
                if (!takes(output.when, source)) continue;
                const made = makeRow(output, { finder, source, keepsEmpty: mapping.empty === 'keep' });
                const row = checkRow(one, { output, rows, made, line: record.line });
                if (typeof row === 'function') ready.push(row);
                else found.push(...row);
              }
            }
            if (found.length === 0) {
              for (const put of ready) put();
              return;
            }
            record.isRefused = true;
            for (const problem of found) aside.add(problem, keptOf(one, cut));
          },
          fault: (problem, cut) => aside.add(problem, keptOf(one, cut)),
          async rest() {
            for (const file of rows.values()) await file.rest();
            await aside.rest();
          },
        },
      });
      problems.push(...wrong);
    }
    records.push(outputs.length > 0 ? count : (lookups.records.get(one.name) ?? 0));
  }
  if (problems.length > 0) return refused(problems);
  const written = new Map<PackageFileName, WrittenFile & { readonly replaced: number }>();
  for (const [file, mine] of rows) {
    const ended = await mine.end();
    if (ended !== undefined) written.set(file, { ...ended, replaced: mine.replaced() });
  }
  return ok({ written, records });
}

/** Of a line that cannot be taken apart nobody knows where its secrets are: it is kept where its file has none. */
const keptOf = ({ file, header }: OpenForeignFile, { cells, text }: CutLine): string =>
  cells !== undefined ? keptText(file.layout, header, cells) : header.droppedSpans.length === 0 ? text : '';

interface Adding {
  readonly output: Output;
  readonly rows: ReadonlyMap<PackageFileName, PackageRows>;
  readonly made: ReturnType<typeof makeRow>;
  readonly line: number;
}

/** What puts a row in, or what is wrong with it, told of the file that it was made of. */
function checkRow(
  { name, header, file }: OpenForeignFile,
  { output, rows, made, line }: Adding,
): readonly Problem[] | (() => void) {
  const columnAt = (ours: string | undefined): number | undefined => {
    const piece = output.columns.find(([one]) => one === ours)?.[1];
    if (piece === undefined) return undefined;
    for (const column of columnsOf(piece)) {
      for (const kind of file.records) {
        const span = header.fields.get(kind.name)?.get(column);
        if (span !== undefined) return span.from + 1;
      }
    }
    return undefined;
  };
  const placed = (problem: Problem, ours: string | undefined): Problem => {
    const column = columnAt(ours);
    return { ...problem, place: { file: name, line, ...present({ column }) } };
  };
  if (made.problems.length > 0) {
    return made.problems.map(({ column, ...problem }) => placed(problem, column));
  }
  const added = rows.get(output.to)?.row(output, made.cells) ?? [];
  if (typeof added === 'function') return added;
  if (added === 'differs') return [placed({ code: 'exchange.row-differs', params: { file: output.to } }, undefined)];
  return added.map(({ column: _, ...problem }) =>
    placed({ ...problem, field: `${output.to} ${problem.field ?? ''}`.trim() }, problem.field),
  );
}

/** What came is said for the import to hold against: the same files make the same manifest. */
async function writeManifest(
  folder: PackageFolder | undefined,
  { mapping, asOf }: Conversion,
  written: WrittenFiles,
): Promise<void> {
  if (folder === undefined) return;
  const files = Object.fromEntries(
    [...written].map(([file, { rows, bytes, sha256, total }]) => [
      file,
      { rows, ...(total === undefined ? {} : { total: writtenCents(total.cents), of: total.of }), bytes, sha256 },
    ]),
  );
  const manifest = { scope: mapping.scope, ...(asOf === undefined ? {} : { as_of: String(asOf) }), files };
  const file = folder.file('manifest.json');
  await file.write(`${JSON.stringify(manifest, undefined, 2)}\n`);
  await file.close();
}
