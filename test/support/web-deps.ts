import { sandboxProcessor } from '../../src/demo/usecases/sandbox-processor/index.ts';
import { openAdvice } from '../../src/gateways/advice.ts';
import { openAgreements } from '../../src/gateways/agreements.ts';
import { readHelpContent, readHelpWords } from '../../src/gateways/help-content.ts';
import { openLeakSearch } from '../../src/gateways/leak-search.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../../src/gateways/sign-in-staff.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { together } from '../../src/store/together.ts';
import type { AccessNotice } from '../../src/usecases/access/index.ts';
import { helpBeforeAndAfter } from '../../src/usecases/help/index.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { words } from '../../src/web/words/words.ts';
import { documentsForTests } from './documents.ts';
import { medfordRates } from './medford-rates.ts';
import { sandboxForTests } from './paying.ts';
import { referenceUtility } from './reference-utility.ts';

export { referenceUtility };

const agreements = await openAgreements('utility');
const templates = await openNoticeTemplates('utility');
const advice = await openAdvice('utility');
const leakSearch = await openLeakSearch('utility');

const helpFiles = await readHelpContent('utility');
const help = helpBeforeAndAfter(helpFiles, await readHelpWords('utility'), referenceUtility);

/** A process that is always ready and has no figures. */
const operationsForTests = (): WebDeps['operations'] => ({
  readiness: async () => ({
    ...{ process: 'web', isReady: true, database: 'ok', migrations: 'ok', worker: 'ok', queue: 'ok', disk: 'ok' },
    ...{ workerSeconds: 1, queueSeconds: 0, waiting: 0, dead: 0, freeBytes: 1e9 },
  }),
  metrics: { text: async () => '', contentType: 'text/plain' },
  measured: () => undefined,
});

export const dayAfterCutOver = Temporal.Instant.from('2026-05-07T16:00:00Z');
export const weekBeforeCutOver = Temporal.Instant.from('2026-04-29T16:00:00Z');

/** What the web needs, real but for the clock, which the test sets: `clock.now = …`. */
export function webDeps(
  db: DatabasePool,
  overrides: Partial<WebDeps> = {},
): WebDeps & {
  readonly time: { now: Temporal.Instant };
  readonly told: AccessNotice[];
} {
  const told: AccessNotice[] = [];
  const realms = { pool: db.pool, publicUrl: 'http://localhost', secret: 'a secret for tests only, long enough' };
  const time = { now: dayAfterCutOver };
  return {
    db,
    together,
    uploads: db,
    utility: referenceUtility,
    utilityFolder: 'utility',
    mappingsFolder: 'exchange',
    clock: () => time.now,
    log: { info: () => undefined, warn: () => undefined, error: (detail, message) => console.error(message, detail) },
    demo: false,
    publicUrl: 'http://localhost',
    secret: 'a secret for tests only',
    rates: medfordRates,
    agreements,
    advice,
    leakSearch,
    templates,
    formTargets: [],
    words: (language) => words(language, referenceUtility.time_zone),
    help,
    documents: documentsForTests(),
    assets: { url: (name) => `/assets/${name}`, read: async () => undefined },
    customers: openCustomerSignIn(realms),
    staffRealm: openStaffSignIn(realms),
    tell: async (_tx, notice) => {
      told.push(notice);
    },
    operations: operationsForTests(),
    proxies: 0,
    processor: sandboxProcessor(sandboxForTests(db)),
    time,
    told,
    ...overrides,
  };
}
