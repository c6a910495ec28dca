import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder of real files, which are others' and no part of the project: reads in `data`, published rates in `owrs`. Named
 * by `CAUDAL_REAL_DATA`, never looked for beside the project; without it the tests of real files are left out.
 */
export function realData(kind: 'data' | 'owrs'): string | undefined {
  const folder = process.env['CAUDAL_REAL_DATA'];
  if (folder === undefined) return undefined;
  const found = join(folder, kind);
  if (!existsSync(found)) throw new Error(`CAUDAL_REAL_DATA names ${folder}, which has no ${kind}`);
  return found;
}
