import { type ConfigData, HtmlValidate, type ResolvedConfig, StaticConfigLoader } from 'html-validate';
import { expect } from 'vitest';
import { createApp } from '../../src/web/app.tsx';
import type { App, Area } from '../../src/web/area.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { FoundGood, withoutTokens } from './same-page.ts';

export { dayAfterCutOver, referenceUtility, webDeps, weekBeforeCutOver } from './web-deps.ts';

/** A browser without JavaScript over the app in process: keeps cookies, follows redirects, fills forms. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly app: App;
  readonly language: string;
  /** Where the visitor's connection comes from, by https; undefined: from this machine. */
  address: string | undefined;
  /** The path of the last page. */
  path = '/';
  status = 0;
  html = '';

  constructor(app: App, language = 'es') {
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

  /** The form sent `times` times at once, as by somebody who presses the button again and again: the answers as they came. */
  postAtOnce(
    action: string,
    fields: Readonly<Record<string, string | File>>,
    times: number,
  ): Promise<readonly Response[]> {
    const given = Object.entries({ ...hiddenFields(this.html, action), ...fields });
    const body = new FormData();
    for (const [name, value] of given) body.append(name, value);
    return Promise.all(Array.from({ length: times }, () => this.#send(action, { method: 'POST', body })));
  }

  /** The same with files, as a browser sends a form that takes them. */
  async postFiles(action: string, fields: Readonly<Record<string, string | File | readonly File[]>>): Promise<this> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenFields(this.html, action), ...fields }))
      for (const one of [value].flat()) body.append(name, one);
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
    const headers = { cookie, 'accept-language': this.language, host: 'localhost' };
    const response = await this.app.request(
      `http://localhost${path}`,
      { ...init, headers },
      this.address === undefined ? undefined : connectedFrom(this.address),
    );
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

/** What the server says about a connection from there, by https. */
export const connectedFrom = (remoteAddress: string, encrypted = true) => ({
  incoming: { socket: { remoteAddress, encrypted } },
});

/** What a browser sends of a form without being asked. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b(?![^>]*method="get")[^>]*>[\s\S]*?<\/form>/g)].map((match) => match[0]);
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

export const visit = (deps: WebDeps, areas: readonly Area[] = [], language = 'es'): Visitor =>
  new Visitor(createApp(deps, areas), language);

const htmlRules = {
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

/** Rules that are the same for every page. html-validate's own loader merges and checks them again for each page, which takes as long as the page itself. */
class OneConfig extends StaticConfigLoader {
  #resolved: ResolvedConfig | Promise<ResolvedConfig> | undefined;

  override getConfigFor(handle: string): ResolvedConfig | Promise<ResolvedConfig> {
    this.#resolved ??= super.getConfigFor(handle);
    return this.#resolved;
  }
}

const validatorOf = (rules: ConfigData['rules']) =>
  new HtmlValidate(new OneConfig({ extends: [...htmlRules.extends], ...(rules && { rules }) }));

const htmlValidate = validatorOf(htmlRules.rules);

// Pages of the lobby computer wipe themselves where no script runs, and let no browser fill a password.
const htmlValidateOfLobby = validatorOf({
  ...htmlRules.rules,
  'meta-refresh': 'off',
  'autocomplete-password': 'off',
});

const foundValid = new FoundGood();

/** Every page is valid HTML. */
export function expectValidHtml(html: string, name = 'the page'): Promise<void> {
  return foundValid.orLook(withoutTokens(html), async () => {
    const validate = /<body class="c-kiosk/.test(html) ? htmlValidateOfLobby : htmlValidate;
    const report = await validate.validateString(html);
    const faults = report.results.flatMap((result) =>
      result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message}`),
    );
    expect(faults, `${name} is valid HTML`).toEqual([]);
  });
}
