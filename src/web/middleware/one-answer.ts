import { createHash } from 'node:crypto';
import type { Next } from 'hono';
import { claimForm, dropForm, holdForm, keepFormAnswer } from '../../usecases/access/index.ts';
import type { SentForm } from '../body/read-sent-form.ts';
import type { PageContext } from '../page.ts';

/** An answer as it can be given again. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Forms that are worked on here, and the newest that were. */
type Answers = Map<string, Promise<Answer | undefined>>;

/** By application: tests run several in one process. */
const answersOf = new WeakMap<object, Answers>();

const maxKept = 500;

/**
 * A form with a key (`Form` gives every one that is shown its own) does once what it is for, however often it is sent: a second
 * press of the button, five at once or one from another tab of the same page get the first one's answer. A refusal is no
 * answer: the form may be corrected and sent again, and so may one whose work failed.
 */
export async function answerOnce(c: PageContext, sent: SentForm, next: Next): Promise<Response | undefined> {
  const key = sent.fields.get('form_key');
  if (key === undefined || !/^[0-9a-f-]{36}$/.test(key)) {
    await next();
    return undefined;
  }
  const { deps, server, now } = c.var;
  const answers = answersOf.get(server) ?? new Map();
  answersOf.set(server, answers);
  const form = identityOf(c, sent);
  for (;;) {
    const earlier = answers.get(form);
    if (earlier === undefined) break;
    const answer = await earlier;
    if (answer !== undefined) return new Response(answer.body, { status: answer.status, headers: answer.headers });
  }
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  answers.set(form, promise);
  let answer: Answer | undefined;
  try {
    const known = await claimForm(deps.db, form, now);
    if (known !== undefined) {
      answer = { status: 303, headers: new Headers({ location: known }), body: '' };
      return c.redirect(known, 303);
    }
    const release = holdForm(deps.db, form, now);
    await next().finally(release);
    answer = await answerFrom(c.res);
    return undefined;
  } finally {
    if (answer === undefined) {
      answers.delete(form);
      await dropForm(deps.db, form).finally(() => resolve(undefined));
    } else {
      const location = answer.headers.get('location');
      // Cookies are secrets, and are not written down; the answer of a process that ended is a redirect without them.
      if (location === null || answer.headers.has('set-cookie')) await dropForm(deps.db, form);
      else await keepFormAnswer(deps.db, form, location);
      resolve(answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= maxKept) break;
        answers.delete(oldest);
      }
    }
  }
}

/** The same browser, person, address, key and contents: a page that was taken back and filled in again is another form. */
function identityOf(c: PageContext, { fields, files }: SentForm): string {
  const contents = [...fields].filter(([name]) => name !== 'form_token');
  const named = files.map(([name, file]) => [name, file.name, file.size]);
  const who = [c.var.browser, c.var.loginId ?? '', c.var.staff?.id ?? '', c.req.path];
  return createHash('sha256')
    .update(JSON.stringify([who, contents, named]))
    .digest('base64url');
}

async function answerFrom(response: Response): Promise<Answer | undefined> {
  if (response.status >= 400) return undefined;
  const body = response.status === 303 ? '' : await response.clone().text();
  return { status: response.status, headers: new Headers(response.headers), body };
}
