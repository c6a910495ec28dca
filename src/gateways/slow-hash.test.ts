import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hashPassword } from 'better-auth/crypto';
import { expect, test } from 'vitest';
import { hashCost } from './hash-cost.ts';
import { hashSecret, verifyNothing, verifySecret } from './slow-hash.ts';

const secret = 'cuatro nubes bajan';

/** As a program of an installation hashes, whatever its environment says; this test's own process hashes quickly. */
async function hashedByProgram(): Promise<string> {
  const program = `import { hashSecret } from './src/gateways/slow-hash.ts'; console.log(await hashSecret('${secret}'));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout.trim();
}

test('a password is kept by Argon2id, salted, with its settings, and only itself opens it', async () => {
  const { memory, passes, parallelism } = hashCost;
  const kept = await hashedByProgram();
  expect(kept.slice(0, kept.indexOf('$m='))).toBe('$argon2id$v=19');
  expect(kept.split('$')[3]).toBe(`m=${memory},t=${passes},p=${parallelism}`);
  expect(kept).toMatch(/\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifySecret(kept, secret)).toBe(true);
  expect(await verifySecret(kept, `${secret} `)).toBe(false);
  const [one, other] = await Promise.all([hashSecret(secret), hashSecret(secret)]);
  expect(one).not.toBe(other);
  expect(await verifySecret(one, secret)).toBe(true);
  expect(await verifySecret(one, `${secret} `)).toBe(false);
  expect(await verifyNothing(secret)).toBe(false);
});

/** Password Storage Cheat Sheet, Argon2id: each of these resists as well as the others. */
const owasp = [
  { memory: 47_104, passes: 1, parallelism: 1 },
  { memory: 19_456, passes: 2, parallelism: 1 },
  { memory: 12_288, passes: 3, parallelism: 1 },
  { memory: 9216, passes: 4, parallelism: 1 },
  { memory: 7168, passes: 5, parallelism: 1 },
];

test('hashing costs at least what OWASP asks for', () => {
  const { memory, passes, parallelism } = hashCost;
  const enough = owasp.filter(
    (asked) => memory >= asked.memory && passes >= asked.passes && parallelism >= asked.parallelism,
  );
  expect(enough).not.toEqual([]);
});

test('a password that was kept before, by scrypt, still opens', async () => {
  const before = await hashPassword(secret);
  expect(await verifySecret(before, secret)).toBe(true);
  expect(await verifySecret(before, 'cuatro nubes suben')).toBe(false);
});
