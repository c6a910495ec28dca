import { join } from 'node:path';
import { parse } from 'yaml';
import { type ExchangeMapping, readExchangeMapping } from '../../../domain/exchange/index.ts';
import { ok, type Problem, type Result } from '../../../domain/kernel/index.ts';
import { readTextFile } from '../../../gateways/text-files.ts';
import { findMapping } from './find-mapping.ts';

/** How files of another layout are taken that come by a watched folder. */
export interface FolderMapping {
  readonly mapping: ExchangeMapping;
  /** Columns that would enrol, dropped unread by the utility's word. */
  readonly leaveOut: readonly string[];
  /** What tells it from other mappings of the folder. */
  readonly name: string;
}

const file = 'mapping.yaml';

/** Files of a folder that are not the billing system's. */
export const isOfFolder = (name: string): boolean => [file, 'refused.csv'].includes(name.toLowerCase());

/**
 * The mapping of a package: its own `mapping.yaml`, or that of the watched folder; undefined where there is none, and the files
 * are a package as they are. `use: NAME` is a mapping that comes with the project, `leave_out` what is dropped unread.
 */
export async function mappingOfFolder(
  packagePath: string,
  { watched, shippedFolder }: { readonly watched: string; readonly shippedFolder: string },
): Promise<Result<FolderMapping, readonly Problem[]> | undefined> {
  for (const path of [join(packagePath, file), join(watched, file)]) {
    const text = await readTextFile(path);
    if (!text.ok) continue;
    const { use, leave_out: leaveOut } = saidIn(text.value);
    const mapping =
      typeof use === 'string' ? await findMapping(use, shippedFolder) : readExchangeMapping(path, text.value);
    if (!mapping.ok) return mapping;
    const columns = [leaveOut].flat().filter((column) => typeof column === 'string');
    return ok({ mapping: mapping.value, leaveOut: columns, name: typeof use === 'string' ? use : 'own' });
  }
  return undefined;
}

function saidIn(text: string): { readonly use?: unknown; readonly leave_out?: unknown } {
  try {
    const read: unknown = parse(text);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    // The reader of mappings says what is wrong with it, with its line.
    return {};
  }
}
