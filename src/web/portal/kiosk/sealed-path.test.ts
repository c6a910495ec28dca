import { expect, test } from 'vitest';
import { openPath, sealPath } from './sealed-path.ts';

const seal = { secret: 'a secret for tests only', visit: 'one visit' };
const path = '/accounts/00123456-0004321/autopay?back=%2Fpay';

test('an address comes back within its visit, always under the same seal, which says nothing of it', () => {
  const sealed = sealPath(seal, path);
  expect(sealPath(seal, path)).toBe(sealed);
  expect(sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('0012345');
  expect(openPath(seal, sealed)).toBe(path);
});

test('the next visit cannot open it, and what nobody sealed is nothing', () => {
  const sealed = sealPath(seal, path);
  expect(openPath({ ...seal, visit: 'another visit' }, sealed)).toBeUndefined();
  expect(openPath({ ...seal, secret: 'another secret' }, sealed)).toBeUndefined();
  const [first = '', ...rest] = sealed;
  for (const made of ['', 'x', 'AAAA', `${first === 'A' ? 'B' : 'A'}${rest.join('')}`, sealed.slice(0, -4)]) {
    expect(openPath(seal, made)).toBeUndefined();
  }
});
