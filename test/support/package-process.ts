import { openDatabase } from '../../src/store/database.ts';
import { importFolder } from '../../src/usecases/exchange/index.ts';

/**
 * A billing system's package in a process of its own, to be killed: `node package-process.ts DATABASE_URL FOLDER STEP`. It
 * dies, from within and without warning, at the first word of the step.
 */
const [url = '', folder = '', step = ''] = process.argv.slice(2);
const db = openDatabase(url, 2);
await importFolder(db, folder, {
  ...{
    by: 'test',
    now: Temporal.Instant.from('2026-05-14T16:00:00Z'),
    zone: 'America/Los_Angeles',
    languages: ['en', 'es'],
  },
  ...{ maxClosedPercent: 2, billedBy: 'cis' as const, say: (problem) => problem.code },
  progress: (said) => {
    if (said === step) process.kill(process.pid, 'SIGKILL');
  },
});
await db.close();
