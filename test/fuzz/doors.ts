import { globSync, readFileSync } from 'node:fs';
import type { App } from '../../src/web/area.ts';

/** A way into the web: a page, or a form as a page shows it. */
export interface Door {
  readonly method: string;
  /** The route's pattern, such as `/accounts/:account/bills`. */
  readonly pattern: string;
  /** Path and query that lead through it as things stand. */
  readonly path: string;
  /** What its form sends when nothing is typed; a page has none. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly takesFiles: boolean;
  /** Whether a page leads to it; the others are tried by their address alone. */
  readonly isShown: boolean;
}

/** Somebody at a browser of their own. */
export interface Visit {
  readonly app: App;
  readonly doors: readonly Door[];
  readonly cookie: string;
  readonly token: string;
}

/** At most so many pages of a pattern are opened: the hundredth bill has no other form than the first. */
const pagesOfAPattern = 3;

/** What a browser brings that was there before. */
interface Browser {
  readonly cookies?: ReadonlyMap<string, string>;
  /** Paths that it does not go to. */
  readonly avoids?: readonly string[];
}

/** Walks every link from `starts` and collects all doors: pages, forms, and routes that no page leads to. */
export async function walk(app: App, starts: readonly string[], browser: Browser = {}): Promise<Visit> {
  const { cookies: brought = new Map(), avoids = [] } = browser;
  const cookies = new Map<string, string>(brought);
  const send = (path: string) =>
    app.request(`http://localhost${path}`, { headers: { cookie: cookieOf(cookies), host: 'localhost' } });
  const routes = routesOf(app);
  const patternOf = (method: string, path: string): string | undefined =>
    routes.find((route) => route.method === method && route.matches.test(path.split('?')[0] ?? ''))?.pattern;
  const opened = new Map<string, number>();
  const doors = new Map<string, Door>();
  const waiting = [...starts];
  let token = '';
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = patternOf('GET', path);
    if (
      pattern === undefined ||
      avoids.includes(path) ||
      doors.has(`GET ${path}`) ||
      (opened.get(pattern) ?? 0) >= pagesOfAPattern
    )
      continue;
    opened.set(pattern, (opened.get(pattern) ?? 0) + 1);
    doors.set(`GET ${path}`, { method: 'GET', pattern, path, fields: [], takesFiles: false, isShown: true });
    const response = await send(path);
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next?.startsWith('/')) waiting.push(next);
    const html = (response.headers.get('content-type') ?? '').includes('html') ? await response.text() : '';
    token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? token;
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*href="(\/[^"#]*)/g)) waiting.push(plain(href));
    for (const [form] of html.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
      const action = plain(/action="([^"]*)"/.exec(form)?.[1] ?? path);
      const method = /method="get"/i.test(form) ? 'GET' : 'POST';
      const of = patternOf(method, action);
      if (of === undefined || avoids.includes(action)) continue;
      const takesFiles = /enctype="multipart/.test(form);
      doors.set(`${method} ${of} ${takesFiles}`, {
        method,
        pattern: of,
        path: action,
        fields: fieldsOf(form),
        takesFiles,
        isShown: true,
      });
    }
  }
  const found = [...doors.values()];
  for (const { method, pattern } of routes) {
    if (avoids.includes(pattern) || found.some((door) => door.method === method && door.pattern === pattern)) continue;
    const path = pattern.replace(':account', '00000001-0000001').replace(/:\w+/g, '1').replace('*', 'x');
    found.push({ method, pattern, path, fields: [], takesFiles: false, isShown: false });
  }
  return { app, doors: found, cookie: cookieOf(cookies), token };
}

/** Names that pages ask their address for, and forms their body: what else could be sent. */
export function namesAsked(): readonly string[] {
  const names = new Set<string>();
  for (const path of globSync('src/web/**/*.{ts,tsx}')) {
    const source = readFileSync(path, 'utf8');
    for (const [, name] of source.matchAll(/\.query\('([\w-]+)'\)/g)) names.add(name ?? '');
    for (const [, list] of source.matchAll(/readForm\(c, \[([^\]]*)\]/g))
      for (const [, name] of (list ?? '').matchAll(/'([\w-]+)'/g)) names.add(name ?? '');
    for (const [, name] of source.matchAll(/\bname="([\w-]+)"/g)) names.add(name ?? '');
  }
  return [...names].toSorted();
}

const cookieOf = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const plain = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** What a form sends as it stands: its inputs, the first option of each choice, and its text. */
function fieldsOf(form: string): [string, string][] {
  const fields: [string, string][] = [];
  for (const [tag, kind] of form.matchAll(/<(input|select|textarea|button)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (name === undefined || name === 'form_token') continue;
    if (kind === 'select') {
      const select = form.slice(form.indexOf(tag));
      fields.push([name, plain(/<option[^>]*value="([^"]*)"/.exec(select)?.[1] ?? '')]);
    } else fields.push([name, plain(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '')]);
  }
  return fields;
}

interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly matches: RegExp;
}

/** Every route, the ones with fewer parameters first: `/payments/new` is not the payment called "new". */
function routesOf(app: App): readonly Route[] {
  const all = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/*')
    .map(({ method, path: pattern }) => ({
      method,
      pattern,
      matches: new RegExp(
        `^${pattern
          .replace(/[.+?^$()|[\]\\]/g, '\\$&')
          .replace(/:\w+(\{[^}]*\})?/g, '[^/]+')
          .replaceAll('*', '.*')}$`,
      ),
    }));
  const parameters = ({ pattern }: Route): number => pattern.split(/[:*]/).length;
  return [...new Map(all.map((route) => [`${route.method} ${route.pattern}`, route])).values()].toSorted(
    (one, other) => parameters(one) - parameters(other),
  );
}
