import { join } from 'node:path';
import type { RateBook } from '../domain/billing/index.ts';
import { present } from '../domain/kernel/index.ts';
import { openAdvice } from '../gateways/advice.ts';
import { openAgreements } from '../gateways/agreements.ts';
import { openAssetFolder } from '../gateways/asset-folder.ts';
import { openLeakSearch } from '../gateways/leak-search.ts';
import { openCustomerSignIn } from '../gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../gateways/sign-in-staff.ts';
import { enqueue } from '../store/jobs.ts';
import { together } from '../store/together.ts';
import { loadRateBook } from '../usecases/billing/index.ts';
import { createApp } from '../web/app.tsx';
import type { WebDeps } from '../web/page.ts';
import { openHelp } from './help.ts';
import { closeServer, listen } from './listen.ts';
import { projectFolder } from './project-folder.ts';
import type { Runtime } from './runtime.ts';
import { singleSignOn } from './single-sign-on.ts';
import { webAreas } from './web-areas.ts';

export interface WebServer {
  readonly url: string;
  /** Takes no new request, and answers those that came. */
  close(): Promise<void>;
}

export async function startWeb(runtime: Runtime): Promise<WebServer> {
  const { HOST, PORT } = runtime.settings.environment;
  const app = createApp(await webDeps(runtime), webAreas(runtime.sandbox));
  const server = await listen(app.fetch, HOST, PORT);
  return { url: runtime.settings.publicUrl, close: () => closeServer(server) };
}

async function webDeps({
  settings,
  pools,
  clock,
  log,
  processor,
  documents,
  carrier,
  notices,
  operations,
}: Runtime): Promise<WebDeps> {
  const realms = {
    pool: pools.pages.pool,
    publicUrl: settings.publicUrl,
    secret: settings.secret,
    olderSecrets: settings.olderSecrets,
    issuer: settings.utility.name,
  };
  return {
    db: pools.pages,
    together,
    uploads: pools.uploads,
    clock,
    log,
    processor,
    documents,
    ...present({ carrier }),
    templates: notices.templates,
    utility: settings.utility,
    utilityFolder: settings.utilityFolder,
    mappingsFolder: join(projectFolder, 'exchange'),
    demo: settings.demo,
    publicUrl: settings.publicUrl,
    secret: settings.secret,
    formTargets: processor.name === 'stripe' ? ['https://checkout.stripe.com'] : [],
    words: settings.words,
    help: await openHelp(settings),
    rates: await ratesOf(settings, log),
    agreements: await openAgreements(settings.utilityFolder, settings.utility.languages),
    leakSearch: await openLeakSearch(settings.utilityFolder, settings.utility.languages),
    advice: await openAdvice(settings.utilityFolder, settings.utility.languages),
    assets: await openAssetFolder(join(projectFolder, 'dist', 'assets'), {
      look: settings.utility.look,
      from: settings.utilityFolder,
    }),
    customers: openCustomerSignIn(realms),
    staffRealm: openStaffSignIn(realms),
    ...present({ sso: singleSignOn(settings.environment, settings.publicUrl) }),
    tell: (tx, notice, now) => enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() } }),
    operations,
    proxies: settings.environment.CAUDAL_PROXIES,
  };
}

/** Rates that do not load stop the bill run, which says why; the portal goes on without explaining bills by them. */
async function ratesOf({ utility, utilityFolder }: Runtime['settings'], log: Runtime['log']): Promise<RateBook> {
  const rates = await loadRateBook(utility.billing.rates.map((file) => join(utilityFolder, 'rates', file)));
  if (rates.ok) return rates.value;
  log.warn({ problems: rates.problem.length }, 'no rates: bills are not compared and not forecast');
  return () => [];
}
