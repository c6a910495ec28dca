import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { App } from '../area.ts';
import { BodyRefused } from '../body/body-refused.ts';
import { smallForm } from '../body/body-rule.ts';
import { type BodyPace, usualPace } from '../body/read-pieces.ts';
import { readSentForm, type SentForm } from '../body/read-sent-form.ts';
import type { PageEnv } from '../page.ts';
import { hasFormToken } from './form-token.ts';
import { answerOnce } from './one-answer.ts';
import { turnedAway } from './turned-away.ts';

/**
 * Every `app.post` from here on reads its body between its guards and its handler: who may not send a form here is turned away
 * before a byte of it is read. A handler finds what was sent in `sentFields` and `sentFiles`, and is reached only by
 * a form with this browser's token; the same form sent again gets the answer of the first.
 */
export function readBodiesAfterGuards(app: App, pace: BodyPace = usualPace): void {
  const takeForm = takeSentForm(pace);
  const post = app.post as (...given: readonly (string | MiddlewareHandler)[]) => App;
  const reading = (...given: readonly (string | MiddlewareHandler)[]): App =>
    post(...given.slice(0, -1), takeForm, ...given.slice(-1));
  app.post = reading as App['post'];
}

const takeSentForm = (pace: BodyPace) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const rule = c.var.bodyRule ?? smallForm;
    let sent: SentForm;
    try {
      sent = await readSentForm(c.req.raw, rule, pace);
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      // What is left of the body is not read: the connection ends with the answer.
      c.header('Connection', 'close');
      await turnedAway(c, 'body', error.fault);
      if (error.fault === 'too-large')
        return c.var.refuse(rule.maxBytes > smallForm.maxBytes ? 'too-large' : 'too-long');
      return c.var.refuse(error.fault);
    }
    try {
      c.set('sent', sent);
      if (rule.kind === 'signed' || rule.kind === 'foreign') return await next();
      if (!hasFormToken(c, sent.fields.get('form_token'))) {
        await turnedAway(c, 'form-token', 'form');
        return await c.var.refuse('form-token');
      }
      return await answerOnce(c, sent, next);
    } finally {
      await sent.forget();
    }
  });
