import { expect } from 'vitest';
import type { Visitor } from './web.ts';

interface Question {
  readonly token: string;
  readonly options: { readonly challenge: string };
}

/** What the script of a page does: fetches what the device is to sign, with the form's token. */
export async function passkeyQuestion(visitor: Visitor, path: string): Promise<Question> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
  const answer = await visitor.app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { cookie, host: 'localhost' },
    body: new URLSearchParams({ form_token: token }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Question;
}
