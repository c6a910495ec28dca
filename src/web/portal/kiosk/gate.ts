import type { Next } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { kioskAddress } from '../../../domain/access/index.ts';
import { visitOver } from '../../../domain/kiosk/index.ts';
import { checkWipe, endVisit, type Kiosk, noteVisit, recogniseKiosk } from '../../../usecases/kiosk/index.ts';
import { cookieName } from '../../cookies.ts';
import type { PageContext, PageEnv } from '../../page.ts';
import { isUnder, paths } from '../../paths.ts';
import { kioskBar, kioskHead } from './bar.tsx';
import { dressPage } from './dress-page.ts';
import { cookiesOfVisit, deviceToken, dropEverything, forgetDevice, keepDevice, visitToken } from './kiosk-cookies.ts';
import { noFilesPage } from './no-files-page.tsx';
import { openPath, type Seal, sealPath } from './sealed-path.ts';
import { stepOfRoute } from './step-of-route.ts';

type Visit = NonNullable<Kiosk['visit']>;

/** Requests that the gate passes on under the address that was sealed, with the visit they belong to. */
const passedOn = new WeakMap<Request, Kiosk>();

/** What nobody does at a computer that others use: staff's work, and a key kept in the machine. */
const closedHere: readonly string[] = [
  paths.console.home,
  paths.passkeys,
  paths.signInPasskey,
  paths.sandboxCharges,
  paths.demoMailbox,
];

/** After the tokens of forms: pages that are not served in a visit. */
export const kioskClosed = createMiddleware<PageEnv>(async (c, next) =>
  c.var.kiosk !== undefined && closedHere.some((folder) => isUnder(folder, c.req.path))
    ? c.var.refuse('not-found')
    : next(),
);

/**
 * The lobby computer's gate, before everything that knows people. A browser without the device's cookie passes as if it were not
 * there. At an enrolled computer nothing but the first screen is served without a visit; in one, every page is the
 * portal's own, dressed; and a visit that is over ends with the wipe, whatever was asked for.
 *
 * @param serve answers a request as the whole web does
 */
export const kioskGate = (serve: (request: Request, env: unknown) => Response | Promise<Response>) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const inside = passedOn.get(c.req.raw);
    if (inside !== undefined) return inVisit(c, inside, next);
    const device = deviceToken(c);
    if (device === undefined) return next();
    const { deps, now } = c.var;
    const kiosk = await recogniseKiosk(deps.db, { device, visit: visitToken(c) }, now);
    if (kiosk === undefined) {
      await deps.customers.signOut(c.req.raw.headers);
      dropEverything(c);
      forgetDevice(c);
      return c.redirect(paths.kiosk.home, 303);
    }
    c.set('kioskDevice', { id: kiosk.deviceId, name: kiosk.deviceName });
    const isFirstScreen = c.req.path === paths.kiosk.home;
    const { visit } = kiosk;
    if (visit === undefined) {
      if (isFirstScreen) await firstScreen(c, device, kiosk);
      const isClean = cookiesOfVisit(c).every((name) => name === formCookie(c));
      if (isClean && (isFirstScreen || c.req.path === paths.kiosk.visits)) return next();
      // Also what a browser kept that was switched off in a visit: nobody begins with the last visitor's sign-in.
      await deps.customers.signOut(c.req.raw.headers);
      dropEverything(c);
      return c.redirect(paths.kiosk.home, 303);
    }
    // Going back to the first screen is leaving, and so is choosing on one that was left open: the next visitor sits there.
    const isChoosing = c.req.path === paths.kiosk.visits;
    const left = isFirstScreen || isChoosing ? (c.req.query('ended') === 'idle' ? 'idle' : 'left') : undefined;
    const over = visitOver(visit, now) ?? left;
    if (over !== undefined) return endHere(c, visit, over);
    if (isUnder(paths.kiosk.home, c.req.path) && !isUnder(paths.kiosk.sealed, c.req.path)) {
      c.set('kiosk', { visitId: visit.id });
      return next();
    }
    return unsealed(c, kiosk, { serve, next });
  });

/** Ends the visit and wipes the browser that asks; every way out of a visit leads here. */
export async function endHere(
  c: PageContext,
  { id: visitId }: { readonly id: number },
  how: 'finished' | 'left' | 'idle' | 'ran-out',
): Promise<Response> {
  const { deps, now } = c.var;
  const { value: session } = await deps.customers.session({ headers: c.req.raw.headers, db: deps.db });
  if (session !== undefined) {
    await noteVisit(deps.db, { id: visitId, step: undefined, loginSessionId: session.id }, now);
  }
  const cookiesDropped = dropEverything(c);
  await endVisit(deps.db, { visitId, how, cookiesDropped }, now);
  return c.redirect(paths.kiosk.home, 303);
}

/** The first request after a visit shows whether the browser was wiped. */
async function firstScreen(c: PageContext, device: string, { uncheckedVisitId }: Kiosk): Promise<void> {
  const { deps, now } = c.var;
  keepDevice(c, device);
  if (uncheckedVisitId === undefined) return;
  await checkWipe(deps.db, { visitId: uncheckedVisitId, cookiesLeft: cookiesOfVisit(c) }, now);
}

/** Of the first screen's own forms; it is of no visit, and is dropped with the next one. */
const formCookie = (c: PageContext): string => cookieName(c, 'form');

const sealOf = (c: PageContext): Seal => ({ secret: c.var.deps.secret, visit: visitToken(c) ?? '' });

/** A page of the portal under its sealed address; one asked for by its own is sent to that. */
async function unsealed(
  c: PageContext,
  kiosk: Kiosk,
  { serve, next }: { serve: (request: Request, env: unknown) => Response | Promise<Response>; next: Next },
): Promise<Response | undefined> {
  const { url, raw, method } = c.req;
  const { origin, pathname, search } = new URL(url);
  if (!isUnder(paths.kiosk.sealed, pathname)) {
    if (method !== 'GET') return inVisit(c, kiosk, next);
    return c.redirect(paths.kiosk.at(sealPath(sealOf(c), `${pathname}${search}`)), 303);
  }
  const path = openPath(sealOf(c), pathname.slice(paths.kiosk.at('').length));
  // Of another visit: the next visitor went back in the history.
  if (path === undefined) return inVisit(c, kiosk, next);
  const real = new URL(path, origin);
  // A form that only asks puts its fields into the address.
  if (search !== '') real.search = search;
  const headers = new Headers(raw.headers);
  // What comes back is dressed before it is compressed.
  headers.delete('accept-encoding');
  const request = new Request(real, {
    method,
    headers,
    ...(raw.body === null ? {} : { body: raw.body, duplex: 'half' }),
  });
  passedOn.set(request, kiosk);
  return serve(request, c.env);
}

/** The portal's own page, with the visit known to it, and dressed on its way out. */
async function inVisit(c: PageContext, kiosk: Kiosk, next: Next): Promise<Response | undefined> {
  const { visit, deviceId, deviceName } = kiosk;
  if (visit === undefined) throw new Error('no visit runs');
  const { deps, now } = c.var;
  c.set('kiosk', { visitId: visit.id });
  c.set('kioskDevice', { id: deviceId, name: deviceName });
  // Tries are counted by the visit: one visitor's mistakes close no door for the next.
  c.set('address', kioskAddress(deviceId, visit.id));
  await next();
  if (c.req.path === paths.signOut) return endHere(c, visit, 'finished');
  const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '';
  const loginSessionId = c.var.session?.id;
  await noteVisit(
    deps.db,
    { id: visit.id, step: c.req.method === 'GET' ? stepOfRoute(route) : undefined, loginSessionId },
    now,
  );
  c.res = await dressed(c, visit, c.res);
  return undefined;
}

/** Pages are dressed, ways on are sealed, and files are not handed out: nothing of a visitor lands in a folder. */
async function dressed(c: PageContext, visit: Visit, response: Response): Promise<Response> {
  const seal = sealOf(c);
  const pathOf = (path: string) =>
    isUnder(paths.kiosk.home, path) || path.startsWith(paths.assets('')) ? path : paths.kiosk.at(sealPath(seal, path));
  const location = response.headers.get('location');
  const headers = new Headers(response.headers);
  if (location?.startsWith('/') === true && !location.startsWith('//')) {
    const [path = '', fragment] = location.split('#');
    headers.set('location', `${pathOf(path)}${fragment === undefined ? '' : `#${fragment}`}`);
  }
  if (location !== null) return new Response(null, { status: response.status, headers });
  const isPage = /^text\/html\b/.test(response.headers.get('content-type') ?? '');
  if (!isPage && response.ok) return dressed(c, visit, await noFilesPage(c));
  headers.delete('content-length');
  if (!isPage) return response;
  const html = dressPage(await response.text(), { bar: kioskBar(c, visit), head: kioskHead(c), pathOf });
  return new Response(html, { status: response.status, headers });
}
