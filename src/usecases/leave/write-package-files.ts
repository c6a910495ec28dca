import type { ExportFolder } from '../../gateways/export-folder.ts';
import type { Transaction } from '../../store/database.ts';
import { packageFileAsCsv, packageOf, totalOf, writtenFiles } from '../../store/leave/index.ts';

interface PackageAsked {
  readonly now: Temporal.Instant;
  /** The day that it describes, by the utility's clock. */
  readonly asOf: Temporal.PlainDate;
  readonly billedBy: 'caudal' | 'cis';
  readonly withBillPdfs: boolean;
  readonly progress: (what: string, rows?: number) => void;
}

/** Writes the package that any system reads, as a billing system would write it: a full one, of this day. */
export async function writePackageFiles(
  tx: Transaction,
  folder: Pick<ExportFolder, 'write'>,
  { now, asOf, billedBy, withBillPdfs, progress }: PackageAsked,
): Promise<void> {
  const asked = await packageOf(tx, { billedBy, withBillPdfs, asOf: asOf.toString() });
  const files: Record<string, object> = {};
  for (const file of writtenFiles) {
    let rows = 0;
    const written = await folder.write(file, async (take) => {
      rows = await packageFileAsCsv(tx, file, asked, take);
    });
    files[file] = { rows, ...(await totalOf(tx, file, asked)), ...written };
    progress(file, rows);
  }
  const manifest = { made_at: now.toString(), as_of: asOf.toString(), scope: 'full', files };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await folder.write('manifest.json', (take) => take(Buffer.from(text)));
}
