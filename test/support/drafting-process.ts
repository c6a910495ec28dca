import { openDatabase } from '../../src/store/database.ts';
import { type PaymentProcessor, submitDrafts, tellByJob } from '../../src/usecases/payments/index.ts';
import { dyingAt } from './dying-at.ts';
import { openTill } from './paying.ts';

/**
 * A worker's process that does nothing but drafts: `node drafting-process.ts DATABASE_URL NOW [before|after N]`. It dies
 * before or after its Nth charge.
 */
const [url = '', now = '', side = '', nth] = process.argv.slice(2);
const db = openDatabase(url, 2);
const { context } = openTill(db);
const die = dyingAt(nth === undefined ? undefined : Number(nth));
const processor: PaymentProcessor = {
  ...context.processor,
  async charge(request) {
    if (side === 'before') die();
    const answer = await context.processor.charge(request);
    if (side === 'after') die();
    return answer;
  },
};
await submitDrafts({ ...context, processor, tell: tellByJob }, Temporal.Instant.from(now));
await db.close();
