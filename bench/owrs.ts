import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RateSchedule, readSchedule } from '../src/domain/rates/index.ts';
import { billClasses } from '../test/support/bill-classes.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';

/**
 * A folder of published rate schedules, every class billed by a real bill run from stored facts and compared to the cent
 * with `caudal rates apply`: `npm run bench -- owrs --folder FOLDER`; without a folder, the reference utility's own.
 */
const at = process.argv.indexOf('--folder');
const folder = at < 0 ? 'utility/rates' : (process.argv[at + 1] ?? '');
const schedules: RateSchedule[] = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.owrs'))
  .toSorted()) {
  const read = readSchedule(file, readFileSync(join(folder, file), 'utf8'));
  if (read.ok) schedules.push(read.value);
  else console.log(JSON.stringify({ file, refused: read.problem.map(({ code, place }) => `${code}:${place?.line}`) }));
}

const server = await startBenchServer();
try {
  const db = await openMigrated(server.url, 'owrs', 4);
  const classes = await billClasses(db, schedules);
  await db.close();
  for (const { file, rateClass, why } of classes)
    if (why.length > 0) console.log(JSON.stringify({ file, rateClass, why }));
  const sum = (of: (one: (typeof classes)[number]) => number) => classes.reduce((all, one) => all + of(one), 0);
  console.log(
    JSON.stringify({
      bench: 'owrs',
      metric: 'classes billed by a run equal to rates apply',
      files: schedules.length,
      classes: classes.length,
      equal: classes.filter(({ why }) => why.length === 0).length,
      bills: sum(({ cases }) => cases),
      bills_equal: sum(({ equal }) => equal),
      classes_refused_by_both: schedules.reduce((all, { refused }) => all + refused.size, 0),
    }),
  );
} finally {
  await server.stop();
}
