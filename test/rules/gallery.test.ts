import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { allAddresses, notPages } from '../../scripts/gallery/gallery-pages.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { createApp } from '../../src/web/app.tsx';
import { paths } from '../../src/web/paths.ts';
import { test } from '../support/database.ts';
import { sandboxForTests } from '../support/paying.ts';
import { webDeps } from '../support/web.ts';

/** Addresses that answer and are neither shown nor named as no page. */
const missing = (addresses: readonly string[], gallery: string): readonly string[] => {
  const others = new Set(Object.values(notPages).flat());
  return addresses.filter((address) => !others.has(address) && !gallery.includes(`\`${address}\``));
};

test('the gallery shows every page, and what it leaves out is no page', async ({ db }) => {
  const app = createApp(webDeps(db, { demo: true }), webAreas(sandboxForTests(db)));
  const answering = new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  const gallery = readFileSync('docs/gallery.md', 'utf8');
  const addresses = allAddresses().filter((address) => answering.has(address));
  expect(addresses.length).toBeGreaterThan(150);
  expect(missing(addresses, gallery)).toEqual([]);
  expect(missing([...addresses, '/accounts/:account/moon'], gallery)).toEqual(['/accounts/:account/moon']);
  const formsOnly = notPages['only what a form sends'] ?? [];
  // To add a passkey is a page's script; the address itself leads back to the page.
  expect(formsOnly.filter((address) => answering.has(address))).toEqual([paths.passkeys]);
  const known = new Set(allAddresses());
  const shown = [...gallery.matchAll(/^### `([^`]+)`/gm)].map((match) => match[1] ?? '');
  expect(shown.filter((address) => !known.has(address))).toEqual([]);
  expect(
    Object.values(notPages)
      .flat()
      .filter((address) => !known.has(address)),
  ).toEqual([]);
});
