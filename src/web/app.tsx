import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { matchedRoutes } from 'hono/route';
import { largestFile } from '../domain/alerts/index.ts';
import { databaseAnswers, isUnavailable } from '../usecases/health/index.ts';
import type { App, Area } from './area.ts';
import { refusedPage } from './components/refused-page.tsx';
import { languagePage } from './language.ts';
import { clientAddress } from './middleware/client-address.ts';
import { formToken } from './middleware/form-token.ts';
import { requireSecureConnection } from './middleware/secure-connection.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sessions } from './middleware/sessions.ts';
import { operationsPages } from './operations.ts';
import { Outage } from './outage.ts';
import type { PageEnv, WebDeps } from './page.ts';
import { isUnder, paths } from './paths.ts';
import { landingPage } from './portal/transition/index.ts';
import { chooseLanguage } from './words/choose-language.ts';
import { words } from './words/words.ts';

/**
 * The whole web as a function from Request to Response; tests call `app.request(…)` without a socket. `areas` add the
 * pages.
 */
export function createApp(deps: WebDeps, areas: readonly Area[] = []): App {
  const app: App = new Hono<PageEnv>();
  app.use(async (c, next) => {
    const began = performance.now();
    await next();
    const { method } = c.req;
    // What nobody answers is one route: strangers try thousands of addresses. Middleware stands under patterns with a star.
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'unmatched';
    deps.operations.measured({ method, route, status: c.res.status, seconds: (performance.now() - began) / 1000 });
  });
  // A first visit with styles and scripts is 69 KB as written and 10 KB compressed.
  app.use(compress());

  app.get(paths.assets(':file'), async (c) => {
    const asset = await deps.assets.read(c.req.param('file') ?? '');
    // No page: a person never asks for one of these by hand.
    if (asset === undefined) return c.text('Not found', 404);
    return c.body(asset.body, 200, {
      'Content-Type': asset.contentType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    });
  });
  operationsPages(app, deps.operations, { isOwnAddress: false });
  app.get(paths.health, async (c) => {
    try {
      await databaseAnswers(deps.db);
      return c.json({ status: 'ok' });
    } catch (error) {
      deps.log.error({ err: error }, 'the database does not answer');
      return c.json({ status: 'no database' }, 503);
    }
  });

  app.use(async (c, next) => {
    c.set('deps', deps);
    c.set('now', deps.clock());
    c.set('requestId', crypto.randomUUID().slice(0, 8));
    const usual = deps.utility.languages[0] ?? 'es';
    const language = chooseLanguage(getCookie(c, 'language'), c.req.header('accept-language'), usual);
    c.set('t', words(language, deps.utility.time_zone));
    const { search } = new URL(c.req.url);
    c.set('path', c.req.method === 'GET' ? `${c.req.path}${search}` : c.req.path);
    c.set('loginId', undefined);
    c.set('session', undefined);
    c.set('account', undefined);
    c.set('address', clientAddress(c, deps.proxies));
    c.set('staff', undefined);
    c.set('refuse', (state, detail) => refusedPage(c, state, detail));
    c.header('Vary', 'Cookie, Accept-Language');
    await next();
  });
  app.use(securityHeaders);
  const fileLimit = bodyLimit({ maxSize: 20 * 1024 * 1024, onError: (c) => refusedPage(c, 'upload-too-large') });
  const receiptLimit = bodyLimit({ maxSize: largestFile + 256 * 1024, onError: (c) => refusedPage(c, 'too-large') });
  const formLimit = bodyLimit({ maxSize: 256 * 1024, onError: (c) => refusedPage(c, 'error') });
  const papersLimit = bodyLimit({ maxSize: 3 * largestFile + 256 * 1024, onError: (c) => refusedPage(c, 'too-large') });
  const staffFiles: readonly string[] = [
    paths.console.readsImports,
    paths.console.productionFiles,
    paths.console.zoneFiles,
  ];
  // Only staff's uploads, a customer's receipt and papers take a file; a processor's webhook is small too.
  const takesReceipt = new RegExp(`^${paths.alertResolution('[^/]+', '[^/]+')}$`);
  const takesPapers = new RegExp(
    `^(${paths.rebateRequest('[^/]+', '[^/]+')}|${paths.rebatePapers('[^/]+', '[^/]+')}|${paths.rebateAppeal('[^/]+', '[^/]+')})$`,
  );
  app.use((c, next) => {
    if (takesPapers.test(c.req.path)) return papersLimit(c, next);
    if (takesReceipt.test(c.req.path)) return receiptLimit(c, next);
    const takesFile = isUnder(paths.console.rosterImports, c.req.path) || staffFiles.includes(c.req.path);
    return takesFile ? fileLimit(c, next) : formLimit(c, next);
  });
  app.use(
    formToken([
      paths.carrierTexts,
      paths.carrierKeys,
      paths.processorWebhook(''),
      paths.authApi,
      paths.sandboxCheckout(''),
    ]),
  );

  for (const personal of [paths.accounts, paths.settings, paths.console.home]) {
    app.use(`${personal}/*`, requireSecureConnection);
  }
  app.use(sessions);

  app.post(paths.language, languagePage);
  app.get(paths.home, landingPage);
  for (const area of areas) area(app);

  app.notFound((c) => refusedPage(c, 'not-found'));
  const outage = new Outage(deps.log);
  app.onError((error, c) => {
    // Nothing was kept of what was asked, and it is nobody's fault: said once, not once a visitor.
    if (isUnavailable(error)) {
      outage.hear(error);
      return refusedPage(c, 'unavailable');
    }
    deps.log.error({ err: error, request: c.var.requestId, path: c.req.path }, 'a page failed');
    return refusedPage(c, 'error');
  });
  return app;
}
