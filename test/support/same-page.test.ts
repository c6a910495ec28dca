import { expect, test } from 'vitest';
import { FoundGood, withoutTokens } from './same-page.ts';

const page = ({
  port = 4001,
  nonce = 'a',
  token = 'DnFNrdz9QLXR7ppssEilv73',
  link = '#main-content-of-page',
  word = 'Bills',
}) =>
  `<script nonce="${nonce}"></script><a href="${link}">Skip</a><a href="http://localhost:${port}/pay/${token}">${word}</a>
   <form action="/pay/${token}"><input type="hidden" name="token" value="${token}"></form>`;

test('two visits to a page are the same page, whatever their tokens; other words, ids or fragments are another', () => {
  const first = withoutTokens(page({}));
  expect(withoutTokens(page({ port: 4002, nonce: 'b', token: '28QtBQt9DUZdEpLjoV0mMqhq' }))).toBe(first);
  expect(withoutTokens(page({ word: 'The bills of this year' }))).not.toBe(first);
  expect(withoutTokens(page({ link: '#main-content-of-page-2' }))).not.toBe(first);
  const id = (name: string) => withoutTokens(`<p id="${name}" class="${name}">`);
  expect(id('a-name-of-some-length')).not.toBe(id('another-name-of-some-length'));
});

test('what was good is not looked at again; what was not, is', async () => {
  const good = new FoundGood();
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks === 1) throw new Error('not good');
  };
  await expect(good.orLook('page', look)).rejects.toThrow('not good');
  await good.orLook('page', look);
  await good.orLook('page', look);
  expect(looks).toBe(2);
});
