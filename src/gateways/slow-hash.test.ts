import { hashPassword } from 'better-auth/crypto';
import { expect, test } from 'vitest';
import { hashSecret, verifyNothing, verifySecret } from './slow-hash.ts';

test('a password is kept by Argon2id, salted, with its settings, and only itself opens it', async () => {
  const [one, other] = await Promise.all([hashSecret('cuatro nubes bajan'), hashSecret('cuatro nubes bajan')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifySecret(one, 'cuatro nubes bajan')).toBe(true);
  expect(await verifySecret(one, 'cuatro nubes bajan ')).toBe(false);
  expect(await verifyNothing('cuatro nubes bajan')).toBe(false);
});

test('a password that was kept before, by scrypt, still opens', async () => {
  const before = await hashPassword('cuatro nubes bajan');
  expect(await verifySecret(before, 'cuatro nubes bajan')).toBe(true);
  expect(await verifySecret(before, 'cuatro nubes suben')).toBe(false);
});
