import { inject } from 'vitest';
import { launchBrowser } from '../../support/chromium.ts';
import { test as withDatabase } from '../../support/database.ts';
import { type Habits, Person } from './person.ts';
import { startPortal } from './portal.ts';

const program = inject('browser');

/**
 * A journey: the portal as it runs for people, on the test's own database, and `arrives`, by which somebody comes to it in
 * a real browser. All journeys of a worker share the browser; everybody has their own context in it. Where no browser
 * starts, journeys are left out, and the run has said so.
 */
export const test = withDatabase
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures a fixture needs from this pattern
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser(program ?? undefined);
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('portal', async ({ db }, { onCleanup }) => {
    const portal = await startPortal(db);
    onCleanup(() => portal.close());
    return portal;
  })
  .extend('arrives', async ({ browser, portal }, { onCleanup }) => {
    const people: Person[] = [];
    onCleanup(async () => {
      for (const person of people) await person.leaves();
    });
    return async (habits: Habits): Promise<Person> => {
      const person = await Person.at(browser, portal, habits);
      people.push(person);
      return person;
    };
  })
  .skipIf(program === null);

/** Of two words the one in somebody's language. */
export type Say = <Text>(es: Text, en: Text) => Text;

const inSpanish: Say = (words) => words;
const inEnglish: Say = (_, words) => words;

export const es = { language: 'es', say: inSpanish } as const;
export const en = { language: 'en', say: inEnglish } as const;

/** The two with whom most journeys are walked. */
export const customers = [
  { ...es, javaScript: false, width: 320 },
  { ...en, javaScript: true, width: 1280 },
];
