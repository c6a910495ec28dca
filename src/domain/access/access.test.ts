import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onePart, twoParts } from '../../../test/support/number-shapes.ts';
import {
  acceptPassword,
  doors,
  formatMailedCode,
  isPermitted,
  mailedCodeAlphabet,
  networkOf,
  permissions,
  readEmail,
  readMailedCode,
  readSignInName,
  signInNameKey,
  siteOf,
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
    expect(may.every((permission) => /\.(view|review|search)$/.test(permission))).toBe(true);
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
  ['josé@ñandú.example', 'josé@xn--and-6ma2c.example'],
  ["o'brien+agua@example.org", "o'brien+agua@example.org"],
  ['www.evil.example/x?u@mail.example', undefined],
  ['https://evil.example@mail.example', undefined],
  ['ana..rios@example.org', undefined],
  ['.ana@example.org', undefined],
  ['ana@example.org\r\nSubject: hello', undefined],
  ['ana@[192.0.2.1]', undefined],
  ['ana@192.0.2.1', undefined],
  ['ana@exa mple.org', undefined],
  ['ana<script>@example.org', undefined],
  ['ana@evil.example/path', undefined],
  ['ana@example.org, bob@example.org', undefined],
  [`${'a'.repeat(65)}@example.org`, undefined],
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
  const limited = { minutes: 60 };
  const now = Temporal.Instant.from('2026-05-07T16:59:59.999Z');
  const { start, end } = windowOf(limited, now);
  expect([start.toString(), end.toString()]).toEqual(['2026-05-07T16:00:00Z', '2026-05-07T17:00:00Z']);
  expect(windowOf(limited, end).start.toString()).toBe(end.toString());
});

test.each([
  ['192.0.2.7', '192.0.2.7', undefined],
  ['::ffff:192.0.2.7', '192.0.2.7', undefined],
  ['::ffff:c000:207', '192.0.2.7', undefined],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
  ['unknown', 'unknown', undefined],
])('tries from %s count for the network %s', (address, network, site) => {
  expect(networkOf(address)).toBe(network);
  expect(siteOf(address)).toBe(site);
});

test('every door counts from the narrowest to the widest, and one address alone never fills what others share', () => {
  for (const door of Object.values(doors)) {
    const hits = (by: string) => door.limits.find((limit) => limit.by === by)?.hits;
    const alone = hits('subject-of-address') ?? hits('address') ?? hits('browser');
    const ofAll = [hits('subject'), hits('all')].filter((shared) => shared !== undefined);
    if (alone !== undefined && hits('address') !== undefined) {
      for (const shared of ofAll) expect(shared, door.name).toBeGreaterThan(alone);
    }
  }
});

test('people sign in by an email or by the number on the bill, however they write it', () => {
  const both = { kind: 'number', customer: '00123456', account: '00123456-0004321' };
  expect(readSignInName(' Ana@Example.org ', twoParts)).toEqual({ kind: 'email', email: 'ana@example.org' });
  for (const written of ['00123456-0004321', '123456 4321', '001234560004321'])
    expect(readSignInName(written, twoParts)).toEqual({ ...both, written });
  for (const written of ['00123456', '123 456', '123456']) {
    expect(readSignInName(written, twoParts)).toEqual({ kind: 'number', customer: '00123456', written });
  }
  for (const written of ['WB20417735', 'wb 2041 7735'])
    expect(readSignInName(written, onePart)).toEqual({ kind: 'number', account: 'WB20417735', written });
  // What may be an earlier number is counted as it is found.
  for (const written of ['OLD 0077-x', 'old0077X']) {
    const name = readSignInName(written, twoParts);
    expect(name).toEqual({ kind: 'number', written });
    expect(name && signInNameKey(name)).toBe('OLD0077X');
  }
  for (const written of ['', '12', '1-2', 'nobody', 'ana@example'])
    expect(readSignInName(written, twoParts)).toBeUndefined();
});
