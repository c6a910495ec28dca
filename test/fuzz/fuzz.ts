import { type Chance, chanceOf } from './chance.ts';
import { type Door, namesAsked, type Visit } from './doors.ts';
import { untidyValue } from './untidy-values.ts';

/** A request that was answered as none may be. */
interface FuzzFault {
  /** Its number in the run: the same seed asks it again. */
  readonly request: number;
  readonly who: string;
  readonly asked: string;
  readonly status: number;
  readonly why: string;
}

export interface FuzzReport {
  readonly requests: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly faults: readonly FuzzFault[];
}

interface Fuzz {
  /** Everybody who comes, by who they are. */
  readonly visits: Readonly<Record<string, Visit>>;
  readonly seed: number;
  readonly requests: number;
  /** What the log said last, of a page that failed. */
  readonly lastError: () => unknown;
  readonly onProgress?: (done: number) => void;
}

/**
 * Sends `requests` untidy requests, one after the other: some door that somebody has, with one to three things of its
 * address, its form, its headers or its body made untidy. The same seed sends the same ones in the same order.
 */
export async function fuzz({ visits, seed, requests, lastError, onProgress }: Fuzz): Promise<FuzzReport> {
  const names = namesAsked();
  const people = Object.keys(visits);
  const statuses: Record<number, number> = {};
  const faults: FuzzFault[] = [];
  for (let request = 1; request <= requests; request++) {
    const chance = chanceOf(seed * 1_000_003 + request);
    const who = chance.pick(people);
    const visit = visits[who];
    if (visit === undefined) continue;
    const { url, init } = untidyRequest(chance, visit, names);
    // From many addresses, over TLS: the limits of one address are not what is tried here.
    const socket = { remoteAddress: `198.18.${chance.below(250)}.${chance.below(250)}`, encrypted: true };
    const env = { incoming: { socket } };
    const asked =
      `${init.method} ${url.replace('http://localhost', '')} ${textOf('body' in init ? init.body : undefined)}`.slice(
        0,
        400,
      );
    try {
      const response = await visit.app.request(url, init, env);
      const text = await response.text();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      const why = response.status >= 500 ? String(lastError()) : leaks(text);
      if (why !== undefined) faults.push({ request, who, asked, status: response.status, why: why.slice(0, 300) });
    } catch (error) {
      faults.push({ request, who, asked, status: 0, why: `thrown: ${error}` });
    }
    onProgress?.(request);
  }
  return { requests, statuses, faults };
}

/** What no page may show. */
function leaks(text: string): string | undefined {
  const found = /\n\s+at [\w.<>]+ \(?(file:|\/|node:)|\[object Object\]|>undefined<|>NaN</.exec(text);
  return found === null ? undefined : `the page shows ${JSON.stringify(found[0])}`;
}

function textOf(body: unknown): string {
  if (body instanceof FormData || body instanceof URLSearchParams) return JSON.stringify([...body.entries()]);
  if (body instanceof Uint8Array) return `${body.length} bytes`;
  return typeof body === 'string' ? body.slice(0, 200) : '';
}

function untidyRequest(chance: Chance, visit: Visit, names: readonly string[]) {
  // Mostly through doors that a page shows, and of those mostly forms: there is most to be done wrong.
  const shown = visit.doors.filter(({ isShown }) => isShown);
  const forms = shown.filter(({ fields }) => fields.length > 0);
  const door = chance.pick(chance.onceIn(4) ? visit.doors : chance.onceIn(3) || forms.length === 0 ? shown : forms);
  const headers: Record<string, string> = { host: 'localhost', cookie: visit.cookie };
  let { method, path } = door;
  const fields: [string, string][] = door.fields.map(([name, value]) => [name, value]);
  for (let change = 1 + chance.below(3); change > 0; change--) {
    const what = chance.below(10);
    if (what < 5 && fields.length > 0) {
      const at = chance.below(fields.length);
      const [name, value] = fields[at] ?? ['', ''];
      fields[at] = [name, untidyValue(chance, value)];
    } else if (what < 6) fields.push([chance.pick(names), untidyValue(chance, '')]);
    else if (what < 7 && fields.length > 0) fields.splice(chance.below(fields.length), 1);
    else if (what < 8) path = withQuery(path, chance.pick(names), untidyValue(chance, ''));
    else if (what < 9) path = untidyPath(chance, path);
    else untidyHeader(chance, headers);
  }
  if (chance.onceIn(40)) method = chance.pick(['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST', 'GET']);
  const url = `http://localhost${method === 'GET' ? withFields(path, door, fields) : path}`;
  if (method === 'GET' || method === 'HEAD') return { url, init: { method, headers } };
  return { url, init: { method, ...untidyBody(chance, { visit, door, fields, headers }) } };
}

const withQuery = (path: string, name: string, value: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${escaped(value)}`;

/** As `encodeURIComponent`, but half a character goes as it would be sent by a program that does not look. */
function escaped(value: string): string {
  return value.isWellFormed() ? encodeURIComponent(value) : '%ED%A0%80';
}

const withFields = (path: string, { fields: own }: Door, fields: readonly (readonly [string, string])[]): string =>
  own.length === 0 ? path : fields.reduce((to, [name, value]) => withQuery(to, name, value), path);

/** One part of the path is another. */
function untidyPath(chance: Chance, path: string): string {
  const [before = '', query] = path.split('?');
  const parts = before.split('/');
  const at = 1 + chance.below(Math.max(1, parts.length - 1));
  parts[at] = escaped(untidyValue(chance, parts[at] ?? ''));
  return parts.join('/') + (query === undefined ? '' : `?${query}`);
}

function untidyHeader(chance: Chance, headers: Record<string, string>): void {
  const name = chance.pick([
    ...['accept-language', 'content-type', 'range', 'if-none-match', 'if-modified-since', 'referer', 'origin'],
    ...['x-forwarded-for', 'x-forwarded-proto', 'accept-encoding', 'user-agent', 'authorization', 'stripe-signature'],
    ...['x-twilio-signature', 'sec-fetch-site', 'cookie', 'accept', 'content-encoding', 'x-http-method-override'],
  ]);
  // A header can carry only what fits into a byte, and neither line ends nor NUL.
  const value = untidyValue(chance, '').replace(/[^\t\u0020-\u007e\u00a0-\u00ff]/g, '?');
  headers[name] =
    name === 'cookie' ? `${headers['cookie']}; language=${value}; guest_pay=${value}; form2=${value}` : value;
}

interface Typed {
  readonly visit: Visit;
  readonly door: Door;
  readonly fields: readonly [string, string][];
  readonly headers: Record<string, string>;
}

function untidyBody(chance: Chance, { visit, door, fields, headers }: Typed) {
  const signed: [string, string][] = [...fields, ['form_token', visit.token]];
  const kind = chance.below(24);
  if (kind === 0) return { headers: { ...headers, 'content-type': 'application/json' }, body: jsonOf(chance, signed) };
  if (kind === 1) {
    const type = `multipart/form-data; boundary=${chance.pick(['x', '', '----', 'y'])}`;
    return { headers: { ...headers, 'content-type': type }, body: brokenMultipart(chance, visit.token) };
  }
  if (kind === 2) return { headers, body: new Uint8Array(Array.from({ length: 200 }, () => chance.below(256))) };
  if (kind === 3) return { headers, body: new URLSearchParams([...signed, ['note', 'x'.repeat(300_000)]]) };
  if (kind === 4) return { headers, body: new URLSearchParams([...signed, ...signed]) };
  if (door.takesFiles || kind === 5) {
    const form = new FormData();
    for (const [name, value] of signed) {
      if (/file|photo|receipt|paper|upload/.test(name) !== chance.onceIn(12)) form.append(name, untidyFile(chance));
      else form.append(name, value);
    }
    return { headers, body: form };
  }
  return { headers, body: new URLSearchParams(signed) };
}

function jsonOf(chance: Chance, fields: readonly (readonly [string, string])[]): string {
  return chance.pick([
    JSON.stringify(Object.fromEntries(fields)),
    JSON.stringify(Object.fromEntries(fields.map(([name, value]) => [name, [value, null, { [name]: 1 }]]))),
    '[',
    'null',
    '{"__proto__":{"role":"admin"}}',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
  ]);
}

const brokenMultipart = (chance: Chance, token: string): string =>
  chance.pick([
    '--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n',
    `--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n${token}\r\n--x`,
    `--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n${token}\r\n--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n`,
    '--x--\r\n',
    'no parts at all',
    '',
  ]);

function untidyFile(chance: Chance): File {
  const text = chance.pick([
    '',
    'meter,time,value\n',
    'meter,time,value\nMW-1,2026-05-01T00:00:00Z,1\nMW-1,,\n\0,\0,\0\n',
    '\u00ff\u00fe\u0000',
    `${'a,'.repeat(5000)}\n`,
    '"'.repeat(1000),
    '%PDF-1.7\n',
    '\u0089PNG\r\n\u001a\n',
    untidyValue(chance, 'customer_number,account_number,email\n00000001,0000001,a@example.org\n'),
  ]);
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
  return new File([bytes], chance.pick(['a.csv', '', '../../x', 'b.png', 'c.pdf', '\u202egnp.exe', 'd'.repeat(300)]), {
    type: chance.pick(['text/csv', 'image/png', 'application/pdf', '', 'x/y; z=\u00f1']),
  });
}
