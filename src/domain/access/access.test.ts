import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptPassword,
  formatMailedCode,
  isPermitted,
  mailedCodeAlphabet,
  permissions,
  rateLimits,
  readEmail,
  readMailedCode,
  staffRoles,
  windowOf,
  wordsCloseTo,
} from './index.ts';

describe('what staff may do', () => {
  test('no permission registers, enrols or switches anything for a customer', () => {
    for (const permission of Object.keys(permissions)) {
      expect(permission).not.toMatch(/login|regist|autopay|ebill|e-bill|delivery|password|passkey|impersonat/);
    }
  });

  test('nobody approves the bill run of their own desk: only a supervisor approves', () => {
    expect(staffRoles.filter((role) => isPermitted(role, 'bill-run.approve'))).toEqual(['supervisor']);
  });

  test('an auditor only looks', () => {
    const may = Object.keys(permissions).filter((one) => isPermitted('auditor', one as keyof typeof permissions));
    expect(may.every((permission) => /\.(view|search)$/.test(permission))).toBe(true);
  });
});

describe('passwords', () => {
  const strong = () => 20;

  test('length counts characters as people see them, not bytes', () => {
    expect(acceptPassword('ñandúñandúñandú', 15, strong).ok).toBe(true);
    expect(acceptPassword('🌊'.repeat(14), 15, strong).ok).toBe(false);
    expect(acceptPassword('🌊'.repeat(128), 15, strong).ok).toBe(true);
    expect(acceptPassword('x'.repeat(129), 15, strong).ok).toBe(false);
  });

  test('any characters in any order will do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 20, maxLength: 40 }), (typed) => {
        const length = [...typed.normalize('NFKC')].length;
        fc.pre(length >= 15 && length <= 128);
        expect(acceptPassword(typed, 15, strong).ok).toBe(true);
      }),
    );
  });

  test('the words close to a customer are the utility, their email and their numbers', () => {
    const words = wordsCloseTo({ utility: ['Medford Water'], email: 'ana.rios@example.org', numbers: ['00123456'] });
    expect(words).toEqual(expect.arrayContaining(['medford', 'water', 'ana', 'rios', '00123456', 'agua']));
  });
});

test.each([
  ['Ana.Rios@Example.org ', 'ana.rios@example.org'],
  ['ana@example', undefined],
  ['ana rios@example.org', undefined],
  ['ana@example.org\nBcc: all@example.org', undefined],
  ['"ana"@example.org', undefined],
  ['josé@correo.example', 'josé@correo.example'],
])('%j is read as %s', (typed, email) => {
  expect(readEmail(typed)).toBe(email);
});

test('a code from a letter is read however it is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...mailedCodeAlphabet), minLength: 12, maxLength: 12 }), (code) => {
      expect(readMailedCode(formatMailedCode(code).toLowerCase())).toBe(code);
      expect(readMailedCode(` ${formatMailedCode(code).replaceAll('-', ' – ')} `)).toBe(code);
    }),
  );
});

test('windows of a limit follow each other without a gap', () => {
  const limited = rateLimits.findAccountByNumber;
  const now = Temporal.Instant.from('2026-05-07T16:59:59.999Z');
  const { start, end } = windowOf(limited, now);
  expect([start.toString(), end.toString()]).toEqual(['2026-05-07T16:00:00Z', '2026-05-07T17:00:00Z']);
  expect(windowOf(limited, end).start.toString()).toBe(end.toString());
});
