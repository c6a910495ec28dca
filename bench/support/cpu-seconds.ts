import { readdir, readFile } from 'node:fs/promises';

/** Kernel ticks a second; 100 on every Linux that Node runs on. */
const ticks = 100;

/**
 * Processor seconds that this process and PostgreSQL, or several of it, have used so far. Other work on the machine stretches the clock on
 * the wall, but hardly these. Undefined where there is no `/proc`.
 */
export async function cpuSeconds(...postmasters: readonly number[]): Promise<number | undefined> {
  const own = process.cpuUsage();
  const names = await readdir('/proc').catch(() => undefined);
  if (names === undefined) return undefined;
  let used = 0;
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // After the name in brackets: state, parent, …; the 12th to 15th are own and waited-for children's times.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isPostmaster = postmasters.includes(Number(name));
    if (!isPostmaster && !postmasters.includes(Number(fields[1]))) continue;
    for (const field of fields.slice(11, isPostmaster ? 15 : 13)) used += Number(field);
  }
  return used / ticks + (own.user + own.system) / 1e6;
}
