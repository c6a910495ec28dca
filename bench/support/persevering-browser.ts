import { setTimeout as pause } from 'node:timers/promises';
import { present } from '../../src/domain/kernel/index.ts';

export interface Shown {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
}

/** The person has given up: the site did not answer for too long. */
export class GaveUp extends Error {}

/** A browser with cookies and an address of its own, and somebody before it who tries again when a page does not come. */
export class PerseveringBrowser {
  readonly #origin: string;
  readonly #address: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, address: string, cookies: readonly string[] = []) {
    this.#origin = origin;
    this.#address = address;
    for (const cookie of cookies) this.#keep(cookie);
  }

  get(path: string, tries?: number): Promise<Shown> {
    return this.#ask(path, undefined, tries);
  }

  post(path: string, fields: Readonly<Record<string, string>>, tries?: number): Promise<Shown> {
    return this.#ask(path, new URLSearchParams(fields), tries);
  }

  async #ask(path: string, body: URLSearchParams | undefined, tries = 60): Promise<Shown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const shown = await this.#askOnce(path, body);
        if (shown.status < 500 && shown.status !== 429) return shown;
      } catch (error) {
        if (error instanceof GaveUp) throw error;
      }
      if (attempt >= tries) throw new GaveUp(path);
      await pause(250);
    }
  }

  async #askOnce(path: string, body: URLSearchParams | undefined): Promise<Shown> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.#origin), {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        origin: this.#origin,
        // What the proxy before the portal would write: it speaks HTTPS with people.
        'x-forwarded-for': this.#address,
        'x-forwarded-proto': 'https',
      },
      ...present({ body }),
      signal: AbortSignal.timeout(20_000),
    });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? undefined,
      html: await answer.text(),
    };
  }

  #keep(set: string): void {
    const [pair = ''] = set.split(';', 1);
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /max-age=0/i.test(set)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** The hidden fields of the page's form that has a field of this name. */
export function formWith(html: string, field: string): Readonly<Record<string, string>> | undefined {
  const form = html.split('<form').find((part) => part.split('</form>', 1)[0]?.includes(`name="${field}"`));
  if (form === undefined) return undefined;
  const inputs = form.split('</form>', 1)[0]?.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  );
}
