import { expect, test } from 'vitest';
import { waysFor } from './index.ts';

test('an alert comes as its person chose, and by what is left where that cannot be reached', () => {
  const chosen = { ways: { burst: ['email', 'sms'] } } as const;
  expect(waysFor('burst', chosen, { phone: ['sms', 'voice'] })).toEqual(['email', 'sms']);
  expect(waysFor('burst', chosen, { phone: [] })).toEqual(['email']);
  expect(waysFor('burst', chosen, { phone: ['sms'], hasEmail: false })).toEqual(['sms']);
});

test('a person without an email is told by telephone, and on paper where they have none', () => {
  expect(waysFor('burst', {}, { phone: ['sms', 'voice'], hasEmail: false })).toEqual(['sms']);
  expect(waysFor('burst', {}, { phone: [], hasEmail: false })).toEqual(['letter']);
});
