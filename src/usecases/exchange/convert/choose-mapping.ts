import { join } from 'node:path';
import { filesOfOthers } from '../../../gateways/foreign-files.ts';
import { readTextFile } from '../../../gateways/text-files.ts';

/** A mapping that staff can choose for files that they send by hand. */
interface ChosenMapping {
  readonly name: string;
  /** What layout it is of, as the mapping says it. */
  readonly about: string;
  readonly path: string;
}

/**
 * The utility's own mappings and those that come with the project, by what they are about. None in which a blank cell leaves what
 * stands: that needs the package before, which a command or the watched folder keeps.
 */
export async function mappingsToChoose(folders: readonly string[]): Promise<readonly ChosenMapping[]> {
  const found = new Map<string, ChosenMapping>();
  for (const folder of folders) {
    const files = await filesOfOthers(folder);
    for (const { name: file } of files.ok ? files.value : []) {
      const name = file.replace(/\.ya?ml$/i, '');
      if (name === file || found.has(name)) continue;
      const path = join(folder, file);
      const text = await readTextFile(path);
      if (!text.ok || /^empty:\s*keep\b/m.test(text.value)) continue;
      found.set(name, { name, path, about: /^about:\s*(.+?)\s*$/m.exec(text.value)?.[1] ?? name });
    }
  }
  return [...found.values()].toSorted((one, other) => one.about.localeCompare(other.about, 'en'));
}
