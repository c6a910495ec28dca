import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/store/database.ts';
import { importReadsFile } from '../../src/usecases/metering/index.ts';

/**
 * An import in a process of its own, to be killed: `node importing-process.ts DATABASE_URL FILE`. Past half of the file it
 * says `half-way` and stands still.
 */
const [url = '', file = ''] = process.argv.slice(2);
const db = openDatabase(url, 4);
await importReadsFile(db, file, {
  ...{ format: 'auto', utilityFolder: 'utility', zone: 'America/Los_Angeles', by: 'test', batchSize: 2000 },
  ...{ dryRun: false, addMeters: false, now: Temporal.Instant.from('2026-06-20T12:00:00Z') },
  say: (problem) => problem.code,
  progress: (share) => {
    if (share < 0.5 || share >= 1) return;
    writeSync(1, 'half-way\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
