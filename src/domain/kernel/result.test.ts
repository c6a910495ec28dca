import { expect, test } from 'vitest';
import { ok, refused, refusedAndKept, takesBack } from './index.ts';

const wrongZip = { code: 'accounts.no-match', field: 'zip' };

test('an outcome is its value, or the problem in its way', () => {
  expect(ok(6134)).toEqual({ ok: true, value: 6134 });
  expect(refused(wrongZip)).toEqual({ ok: false, problem: wrongZip });
});

test('a refusal may keep what was written before it: a try that counts', () => {
  expect(refusedAndKept(wrongZip)).toEqual({ ok: false, problem: wrongZip, kept: true });
});

test.each<[string, unknown, boolean]>([
  ['a refusal', refused(wrongZip), true],
  ['a refusal that keeps what was written', refusedAndKept(wrongZip), false],
  ['a value', ok(6134), false],
  ['a value that is a refusal in another sense', ok(refused(wrongZip)), false],
  ['nothing', undefined, false],
  ['null', null, false],
  ['a word', 'ok', false],
  ['a list', [], false],
  ['an answer that is no outcome', { problem: wrongZip }, false],
  ['an answer with a word for ok', { ok: 'false' }, false],
])('%s takes back what its transaction wrote: %j → %s', (_, outcome, back) => {
  expect(takesBack(outcome)).toBe(back);
});
