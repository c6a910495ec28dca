import { readdir, readFile } from 'node:fs/promises';

/**
 * Processor seconds that this process and all that it started, and they started, have used so far; where there is no `/proc`, its own
 * alone. In nanoseconds by the scheduler's count, since a browser's processes take few ticks each.
 */
export async function familySeconds(): Promise<number> {
  const own = process.cpuUsage();
  const names = await readdir('/proc').catch(() => []);
  const children = new Map<number, number[]>();
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  let used = (own.user + own.system) / 1e6;
  const left = [...(children.get(process.pid) ?? [])];
  for (let pid = left.pop(); pid !== undefined; pid = left.pop()) {
    left.push(...(children.get(pid) ?? []));
    for (const thread of await readdir(`/proc/${pid}/task`).catch(() => [])) {
      const scheduled = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
      used += Number(scheduled.split(' ')[0]) / 1e9;
    }
  }
  return used;
}
