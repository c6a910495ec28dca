import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { alertStanding } from './alert-standing.ts';

test.each([
  ['leak', 'running', 'Still running', 'Sigue corriendo'],
  ['leak', 'stopped', 'Stopped by itself', 'Paró sola'],
  ['no-flow', 'running', 'Still no water', 'Sigue sin pasar agua'],
  ['no-flow', 'stopped', 'Water is running again', 'Pasa agua otra vez'],
] as const)('a %s that is %s is said to be “%s”, “%s”', (kind, standing, en, es) => {
  expect(alertStanding(words('en', 'America/Los_Angeles'), { kind, standing })).toBe(en);
  expect(alertStanding(words('es', 'America/Los_Angeles'), { kind, standing })).toBe(es);
});
