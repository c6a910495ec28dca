import { expect } from 'vitest';
import { staffRoles } from '../../src/domain/access/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { paths } from '../../src/web/paths.ts';
import { test } from '../support/database.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { visit, webDeps } from '../support/web.ts';

test.for(staffRoles)('whatever the menu offers, a %s may open', async (role, { db }) => {
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), webAreas(), 'en');
  await staff.get(paths.console.home);
  const menu = /<nav class="c-side".*?<\/nav>/s.exec(staff.html)?.[0] ?? '';
  const offered = [...menu.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
  expect(offered.length).toBeGreaterThan(5);
  expect(offered).toContain(paths.console.home);
  for (const href of offered) {
    await staff.get(href);
    expect(staff.status, href).toBe(200);
  }
});
