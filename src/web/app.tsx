import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { matchedRoutes } from 'hono/route';
import { RightMissing } from '../usecases/access/index.ts';
import { areHoursAway, databaseAnswers, isUnavailable, isUnreadableValue } from '../usecases/health/index.ts';
import type { App, Area } from './area.ts';
import { isReadableAddress } from './body/well-formed.ts';
import { refusedPage } from './components/refused-page.tsx';
import { cookieName } from './cookies.ts';
import { keptFormPage, languagePage } from './language.ts';
import { clientAddress } from './middleware/client-address.ts';
import { formToken } from './middleware/form-token.ts';
import { requireSecureConnection } from './middleware/secure-connection.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sessions } from './middleware/sessions.ts';
import { readBodiesAfterGuards } from './middleware/take-form.ts';
import { operationsPages } from './operations.ts';
import { Outage } from './outage.ts';
import type { PageEnv, WebDeps } from './page.ts';
import { keepVariables } from './page-variables.ts';
import { paths } from './paths.ts';
import { kioskClosed, kioskGate } from './portal/kiosk/index.ts';
import { landingPage } from './portal/transition/index.ts';
import { chooseLanguage } from './words/choose-language.ts';

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
  app.use(securityHeaders(deps));

  app.get(paths.assets(':file'), async (c) => {
    const asset = await deps.assets.read(c.req.param('file') ?? '');
    // No page: a person never asks for one of these by hand.
    if (asset === undefined) return c.text('Not found', 404);
    return c.body(asset.body, 200, {
      'Content-Type': asset.contentType,
      'Cache-Control': 'public, max-age=31536000, immutable',
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
    keepVariables(c);
    c.set('server', deps);
    c.set('deps', { ...deps, db: deps.together(deps.db) });
    c.set('now', deps.clock());
    c.set('requestId', crypto.randomUUID().slice(0, 8));
    const language = chooseLanguage(
      getCookie(c, cookieName(c, 'language')),
      c.req.header('accept-language'),
      deps.utility.languages,
    );
    c.set('t', deps.words(language));
    // Not `c.req.path`, in which the signs of an account's number are decoded.
    const { pathname, search } = new URL(c.req.url);
    c.set('path', c.req.method === 'GET' ? `${pathname}${search}` : pathname);
    c.set('loginId', undefined);
    c.set('session', undefined);
    c.set('account', undefined);
    c.set('address', clientAddress(c, deps.proxies));
    c.set('kiosk', undefined);
    c.set('kioskDevice', undefined);
    c.set('staff', undefined);
    c.set('sent', undefined);
    c.set('bodyRule', undefined);
    c.set('refuse', (state, detail) => refusedPage(c, state, detail));
    c.header('Vary', 'Cookie, Accept-Language');
    if (!isReadableAddress(c.req.url)) return refusedPage(c, 'malformed');
    return next();
  });
  app.use(kioskGate((request, env) => app.fetch(request, env as object)));
  app.use(formToken);
  app.use(kioskClosed);

  for (const personal of [paths.accounts, paths.settings, paths.console.home]) {
    app.use(`${personal}/*`, requireSecureConnection);
  }
  app.use(sessions);
  readBodiesAfterGuards(app, deps.bodyPace);

  app.post(paths.language, languagePage);
  app.post(paths.keptForm, keptFormPage);
  // The session was seen by the middleware, which moved its end.
  app.post(paths.stay, (c) => c.body(null, c.var.loginId === undefined ? 401 : 204));
  app.post(paths.console.stay, (c) => c.body(null, c.var.staff === undefined ? 401 : 204));
  app.get(paths.home, landingPage);
  for (const area of areas) area(app);

  app.notFound((c) => refusedPage(c, 'not-found'));
  const outage = new Outage(deps.log);
  app.onError((error, c) => {
    // Nothing was kept of what was asked, and it is nobody's fault: said once, not once a visitor.
    if (isUnavailable(error)) {
      outage.hear(error);
      return refusedPage(c, areHoursAway(error) ? 'hours-away' : 'unavailable');
    }
    if (error instanceof RightMissing) return refusedPage(c, 'not-found');
    // What no check at the edge saw and the database cannot read is the sender's fault all the same.
    if (isUnreadableValue(error)) {
      deps.log.warn({ err: error, request: c.var.requestId, path: c.req.path }, 'a value that cannot be kept');
      return refusedPage(c, 'malformed');
    }
    deps.log.error({ err: error, request: c.var.requestId, path: c.req.path }, 'a page failed');
    return refusedPage(c, 'error');
  });
  return app;
}
