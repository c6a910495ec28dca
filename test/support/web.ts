import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { expect } from 'vitest';
import { parseUtility, type Utility } from '../../src/config/utility.ts';
import { readHelpContent } from '../../src/gateways/help-content.ts';
import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../../src/gateways/sign-in-staff.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import type { AccessNotice } from '../../src/usecases/access/index.ts';
import { helpCentre } from '../../src/usecases/help/index.ts';
import { sandboxProcessor } from '../../src/usecases/sandbox-processor/index.ts';
import { type App, type Area, createApp } from '../../src/web/app.tsx';
import type { WebDeps } from '../../src/web/page.ts';
import { documentsForTests } from './documents.ts';
import { sandboxForTests } from './paying.ts';

const parsed = parseUtility('utility/utility.yaml', readFileSync('utility/utility.yaml', 'utf8'));
if (!parsed.ok) throw new Error('the reference utility is not valid');

/** The reference utility; its cut-over is 6 May 2026, 8:00 in Los Angeles. */
export const referenceUtility: Utility = parsed.value;

const helpFiles = await readHelpContent('utility');
const help = { es: helpCentre(helpFiles, parsed.value, 'es'), en: helpCentre(helpFiles, parsed.value, 'en') };

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
  const sandbox = sandboxForTests(db);
  return {
    db,
    utility: referenceUtility,
    clock: () => time.now,
    log: { info: () => undefined, warn: () => undefined, error: (detail, message) => console.error(message, detail) },
    demo: false,
    publicUrl: 'http://localhost',
    secret: 'a secret for tests only',
    formTargets: [],
    help: (language) => help[language],
    documents: documentsForTests(),
    assets: { url: (name) => `/assets/${name}`, read: async () => undefined },
    customers: openCustomerSignIn(realms),
    staffRealm: openStaffSignIn(realms),
    tell: async (_tx, notice) => {
      told.push(notice);
    },
    proxies: 0,
    processor: sandboxProcessor(sandbox),
    sandbox,
    time,
    told,
    ...overrides,
  };
}

/** A browser without JavaScript over the app in process: keeps cookies, follows redirects, fills forms. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly app: App;
  readonly language: 'es' | 'en';
  /** The path of the last page. */
  path = '/';
  status = 0;
  html = '';

  constructor(app: App, language: 'es' | 'en' = 'es') {
    this.app = app;
    this.language = language;
  }

  async get(path: string): Promise<this> {
    return this.#take(path, await this.#send(path, { method: 'GET' }));
  }

  /** Sends the form of the last page whose action is `action` (its hidden fields included) with `fields` filled in. */
  async post(action: string, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const body = new URLSearchParams({ ...hiddenFields(this.html, action), ...fields });
    return this.#take(action, await this.#send(action, { method: 'POST', body }));
  }

  /** What a person reads on the page: text without tags, white space folded. */
  get text(): string {
    return this.html
      .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&nbsp;', ' ')
      .replace(/\s+/g, ' ');
  }

  /** A file, as the browser with this person's cookies gets it. */
  fetch(path: string): Promise<Response> {
    return this.#send(path, { method: 'GET' });
  }

  async #take(path: string, response: Response): Promise<this> {
    this.status = response.status;
    const next = response.headers.get('location');
    if (next !== null && response.status >= 300 && response.status < 400) {
      const url = new URL(next, `http://localhost${path}`);
      if (url.host !== 'localhost') {
        this.path = url.href;
        this.html = '';
        return this;
      }
      return this.get(`${url.pathname}${url.search}`);
    }
    this.path = path;
    this.html = await response.text();
    return this;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.request(`http://localhost${path}`, {
      ...init,
      headers: { cookie, 'accept-language': this.language, host: 'localhost' },
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '' || /max-age=0/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

function hiddenFields(html: string, action: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map((match) => match[0]);
  const form =
    forms.find((candidate) => candidate.includes(`action="${action.replaceAll('&', '&amp;')}"`)) ?? forms[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = (value ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  }
  return fields;
}

export const visit = (deps: WebDeps, areas: readonly Area[] = [], language: 'es' | 'en' = 'es'): Visitor =>
  new Visitor(createApp(deps, areas), language);

export const htmlRules = {
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
  },
} as const;

/** Every page is valid HTML. */
export async function expectValidHtml(html: string, name = 'the page'): Promise<void> {
  const { extends: presets, rules } = htmlRules;
  const report = await new HtmlValidate({ extends: [...presets], rules }).validateString(html);
  const faults = report.results.flatMap((result) =>
    result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message}`),
  );
  expect(faults, `${name} is valid HTML`).toEqual([]);
}
