import { expect } from 'vitest';
import { webAreas } from '../../src/main/web-areas.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.tsx';
import { test } from '../support/database.ts';
import { webDeps } from '../support/web.ts';
import { ruleOf } from './who-may.ts';

/**
 * What moves money by itself, says where bills go, who else reaches an account, how a person is reached and how they get in:
 * changed only by somebody who proved in the last minutes who they are. New forms under these addresses are held too.
 */
const guarded: Readonly<Record<string, RegExp>> = {
  'ways to pay': /^\/settings\/payment-methods(\/|$)|^\/accounts\/:account\/autopay(\/|$)/,
  delivery: /^\/accounts\/:account\/(ebill|delivery|paper)(\/|$)/,
  people: /^\/accounts\/:account\/(people|helpers|invitations)(\/|$)/,
  'contact and ways in': /^\/settings\//,
};

/** Forms under these that change none of it, each with its reason. */
const free: Readonly<Record<string, string>> = {
  '/settings/digest': 'says how often messages come, and not where to',
  '/settings/recovery-codes/saved': 'says that codes were kept, which were shown a moment ago',
};

const formsOf = (db: DatabasePool): readonly string[] => [
  ...new Set(
    createApp(webDeps(db), webAreas())
      .routes.filter(({ method, path }) => method === 'POST' && !path.includes('*'))
      .map(({ path }) => path),
  ),
];

/** Forms that do not ask for a recent sign-in. */
const withoutStepUp = (forms: readonly string[]): readonly string[] =>
  forms.filter((path) => {
    const rule = ruleOf('POST', path);
    return rule !== 'recent-login' && !(typeof rule === 'object' && 'recent' in rule && rule.recent === true);
  });

test('no form changes ways to pay, delivery, people, contact or ways in without a sign-in of the last minutes', async ({
  db,
}) => {
  const forms = formsOf(db);
  for (const [what, pattern] of Object.entries(guarded)) {
    const held = forms.filter((path) => pattern.test(path) && free[path] === undefined);
    expect(held.length, what).toBeGreaterThan(0);
    expect(withoutStepUp(held), what).toEqual([]);
  }
  expect(Object.keys(free).filter((path) => !forms.includes(path))).toEqual([]);
});

test('a form without it is seen', () => {
  expect(withoutStepUp(['/accounts/:account/vacations', '/settings/email'])).toEqual(['/accounts/:account/vacations']);
});
