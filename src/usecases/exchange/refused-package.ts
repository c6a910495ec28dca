import type { RunReport } from '../../domain/exchange/index.ts';
import type { Problem } from '../../domain/kernel/index.ts';
import { contentHash } from '../../gateways/read-stream.ts';
import type { Transaction } from '../../store/database.ts';
import {
  findExchangeRun,
  forgetUpload,
  keepRun,
  keepUpload,
  oneImportAtATime,
  runOfFiles,
} from '../../store/exchange/index.ts';
import type { PackageRequest } from './import-package.ts';

/** A file with one mistake in every line says it a million times. */
const maxProblems = 200;

/** What says more of the utility or of an answer than of the files: other files would be refused for it, too. */
const notOfFiles: ReadonlySet<string> = new Set([
  'exchange.turned-down',
  'exchange.not-the-run',
  'exchange.run-answered',
  'exchange.not-by-cis',
]);

export const canBeMended = (problems: readonly Problem[]): boolean =>
  problems.every(({ code }) => !notOfFiles.has(code));

export interface RefusedPackage {
  readonly problems: readonly Problem[];
  /** Those that staff sent; the watched folder keeps its own. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/**
 * Keeps a package that was refused as a whole, with its reasons and the files that staff sent, so that it can be mended and
 * handed over again from its page. The same files again stay one package; what mends another stands in its place.
 */
export async function keepRefusedPackage(
  tx: Transaction,
  { problems, files = new Map() }: RefusedPackage,
  { source, by, now, zone, mends }: Pick<PackageRequest, 'source' | 'by' | 'now' | 'zone' | 'mends'>,
): Promise<number> {
  const hash = contentHash();
  hash.update(Buffer.from(`refused\n${files.size === 0 ? `${source}\n` : ''}`));
  for (const [name, bytes] of files) {
    hash.update(Buffer.from(`${name}\n${bytes.length}\n`));
    hash.update(bytes);
  }
  const sha256 = hash.digest();
  // Another may just have mended it.
  await oneImportAtATime(tx);
  const before =
    mends === undefined ? await runOfFiles<RunReport>(tx, sha256) : await findExchangeRun<RunReport>(tx, mends);
  const known = before?.state === 'refused' ? before.id : undefined;
  const report: RunReport = {
    files: [],
    accounts: { open: 0, closing: 0 },
    balances: { known: 0, changed: 0, unexplained: 0 },
    ...{ confirmed: 0, differences: 0, notes: problems.slice(0, maxProblems) },
  };
  const asOf = now.toZonedDateTimeISO(zone).toPlainDate();
  const runId = await keepRun<RunReport>(
    tx,
    {
      ...{ asOf, sha256, source, report },
      scope: 'full',
      receivedAt: now,
      receivedBy: by,
      state: 'refused',
      waitsFor: [],
    },
    known,
  );
  await forgetUpload(tx, runId);
  await keepUpload(tx, runId, files);
  return runId;
}
