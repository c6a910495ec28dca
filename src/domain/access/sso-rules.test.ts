import { expect, test } from 'vitest';
import { personOfClaims, type SsoRules } from './index.ts';

const rules: SsoRules = {
  emailDomains: ['utility.example.org'],
  roleClaim: 'groups',
  roles: { 'water-admins': 'admin', 'water-counter': 'csr' },
  secondFactor: { amr: ['mfa', 'hwk'], acr: ['phr'] },
};
const ana = { sub: 'u1', email: 'Ana@Utility.example.org', email_verified: true, name: 'Ana' };

test.each([
  ['a verified email of the domain, without a group', ana, { role: undefined, hasSecondFactor: false }],
  ['a group', { ...ana, groups: ['water-counter', 'other'] }, { role: 'csr' }],
  [
    'two groups: the first of the rules holds',
    { ...ana, groups: ['water-counter', 'water-admins'] },
    { role: 'admin' },
  ],
  ['a group as one text', { ...ana, groups: 'water-counter' }, { role: 'csr' }],
  ['a group that is part of another’s name', { ...ana, groups: ['water'] }, { role: undefined }],
  ['a second factor by amr', { ...ana, amr: ['pwd', 'mfa'] }, { hasSecondFactor: true }],
  ['a password alone', { ...ana, amr: ['pwd'] }, { hasSecondFactor: false }],
  ['a second factor by acr', { ...ana, acr: 'phr' }, { hasSecondFactor: true }],
] as const)('%s', (_, claims, expected) => {
  const person = personOfClaims(claims, rules);
  expect(typeof person === 'string' ? person : { role: undefined, ...person }).toMatchObject({
    email: 'ana@utility.example.org',
    ...expected,
  });
});

test.each([
  [{ ...ana, email_verified: false }, 'email-not-verified'],
  [{ ...ana, email_verified: undefined }, 'email-not-verified'],
  [{ ...ana, email: undefined }, 'email-not-verified'],
  [{ ...ana, email: 'ana@example.org' }, 'email-not-allowed'],
  [{ ...ana, email: 'ana@evil-utility.example.org' }, 'email-not-allowed'],
  [{ ...ana, email: 'ana@utility.example.org.evil.example' }, 'email-not-allowed'],
] as const)('%j is nobody: %s', (claims, why) => {
  expect(personOfClaims(claims, rules)).toBe(why);
});

test('without a rule nobody is let in', () => {
  expect(personOfClaims(ana, { ...rules, emailDomains: [] })).toBe('email-not-allowed');
});
