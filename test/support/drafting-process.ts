import { openDatabase } from '../../src/store/database.ts';
import { submitDrafts } from '../../src/usecases/autopay/index.ts';
import { tellByJob } from '../../src/usecases/payments/index.ts';
import { openTill } from './paying.ts';

/** A worker's process that does nothing but drafts, to be killed: `node drafting-process.ts DATABASE_URL NOW`. */
const [url = '', now = ''] = process.argv.slice(2);
const db = openDatabase(url, 2);
const { context } = openTill(db);
process.stdout.write('drafting\n');
await submitDrafts({ ...context, tell: tellByJob }, Temporal.Instant.from(now));
await db.close();
process.stdout.write('done\n');
