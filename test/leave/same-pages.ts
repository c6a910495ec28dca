import { webAreas } from '../../src/main/web-areas.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.tsx';
import type { WebDeps } from '../../src/web/page.ts';
import { walk } from '../fuzz/doors.ts';
import { sandboxForTests } from '../support/paying.ts';
import { signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { webDeps } from '../support/web-deps.ts';

const languages = ['es', 'en'] as const;

/** Somebody whose pages are looked at. */
interface Looker {
  /** A customer by their login, or one of the staff. */
  readonly who: { readonly login: string } | 'staff';
  readonly starts: readonly string[];
}

export interface Town {
  readonly now: Temporal.Instant;
  readonly deps?: Partial<WebDeps>;
  readonly lookers: readonly Looker[];
}

/** The pages that each reaches from where they begin, at most three of a kind. */
export async function pagesOf(db: DatabasePool, town: Town): Promise<readonly (readonly string[])[]> {
  const found: string[][] = [];
  for (const looker of town.lookers) {
    const { doors } = await walk(await appOf(db, town, { looker, language: 'en' }), looker.starts);
    const pages = doors.filter(({ method, isShown }) => method === 'GET' && isShown);
    // What is of this moment of the machine; and the audit, in which the export itself is where it was made, and only there.
    found.push(
      pages
        .map(({ path }) => path)
        .filter((path) => !/\/(livez|readyz|metrics|language|assets)|\/console\/audit/.test(path)),
    );
  }
  return found;
}

/** What the same people see in both languages on the same pages, page by page. */
export async function seenBy(
  db: DatabasePool,
  town: Town,
  pages: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const [at, looker] of town.lookers.entries()) {
    for (const language of languages) {
      const app = await appOf(db, town, { looker, language });
      for (const path of pages[at] ?? []) {
        const response = await app.request(`http://localhost${path}`, {
          headers: { host: 'localhost', 'accept-language': language },
        });
        const body = await response.text();
        seen.set(`${at} ${language} ${path}`, `${response.status} ${withoutChance(body)}`);
      }
    }
  }
  return seen;
}

/** Tokens of forms and of scripts are drawn for each page. */
const withoutChance = (html: string): string =>
  html
    .replaceAll(/(name="form(?:_token|_for|_key)?"[^>]*value=")[^"]*/g, '$1')
    .replaceAll(/(data-token=")[^"]*/g, '$1')
    .replaceAll(/nonce="[^"]*"/g, '');

async function appOf(
  db: DatabasePool,
  { now, deps }: Town,
  { looker, language }: { readonly looker: Looker; readonly language: (typeof languages)[number] },
) {
  const overrides: Partial<WebDeps> = { clock: () => now, ...deps };
  if (looker.who === 'staff') {
    return createApp(
      webDeps(db, { ...overrides, staffRealm: await staffSignedIn(db, 'supervisor') }),
      webAreas(sandboxForTests(db)),
    );
  }
  const realm = signedInAs(db, looker.who.login);
  const customers: WebDeps['customers'] = {
    ...realm,
    async session(visited) {
      const found = await realm.session(visited);
      return { ...found, value: found.value === undefined ? undefined : { ...found.value, language } };
    },
  };
  return createApp(webDeps(db, { ...overrides, customers }), webAreas(sandboxForTests(db)));
}

/** Where the same page differs in two places: from the first sign that does. */
export function whereTheyDiffer(
  seen: ReadonlyMap<string, string>,
  here: ReadonlyMap<string, string>,
): readonly string[] {
  return [...seen].flatMap(([page, html]) => {
    const other = here.get(page) ?? '';
    if (html === other) return [];
    const at = [...html].findIndex((sign, place) => sign !== other[place]);
    return [`${page}: ${html.slice(Math.max(0, at - 60), at + 60)} | ${other.slice(Math.max(0, at - 60), at + 60)}`];
  });
}
