import { readdir } from 'node:fs/promises';

/** A name that is free in a folder: the one asked for, or with `.2`, `.3` … behind it. Files that are all called the same lose none. */
export async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let free = name;
  for (let again = 2; taken.has(free); again++) free = `${name}.${again}`;
  return free;
}
