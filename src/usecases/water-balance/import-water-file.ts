import { basename } from 'node:path';
import type { Problem, Result } from '../../domain/kernel/index.ts';
import { readBytes } from '../../gateways/file-bytes.ts';
import type { Database } from '../../store/database.ts';
import type { WaterFileKind } from '../../store/water-balance/index.ts';
import { importProduction } from './import-production.ts';
import { importZones } from './import-zones.ts';
import type { WaterFileReport, WaterFileRequest } from './take-water-file.ts';

/** Takes in a file of one kind, brought as bytes. */
export const importWaterFile = (
  db: Database,
  kind: WaterFileKind,
  request: WaterFileRequest,
): Promise<Result<WaterFileReport, Problem>> => importers[kind](db, request);

const importers = { production: importProduction, zones: importZones } as const;

/** The same from disk. */
export async function importWaterFileAt(
  db: Database,
  { kind, path }: { readonly kind: WaterFileKind; readonly path: string },
  request: Omit<WaterFileRequest, 'fileName' | 'bytes'>,
): Promise<Result<WaterFileReport, Problem>> {
  const bytes = await readBytes(path);
  return bytes.ok ? importWaterFile(db, kind, { ...request, fileName: basename(path), bytes: bytes.value }) : bytes;
}
