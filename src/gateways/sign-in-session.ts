import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { present } from '../domain/kernel/index.ts';

/**
 * Lets the server begin a session for someone it has itself just recognised: by a verified email or a passkey. It has
 * no path, so no request can reach it.
 */
export const sessionsOfOurOwn = {
  id: 'caudal-sessions',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ id: z.string(), network: z.string(), provenBy: z.string().optional() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.id);
        if (!user) throw new Error('a session for nobody');
        const session = await ctx.context.internalAdapter.createSession(user.id, false, {
          ipAddress: ctx.body.network,
          ...present({ provenBy: ctx.body.provenBy }),
        });
        await setSessionCookie(ctx, { session, user });
        return { token: session.token };
      },
    ),
  },
};

/** Cookies for the browser, beside what they came with. */
export interface WithCookies<Value> {
  readonly value: Value;
  /** `Set-Cookie` lines, to be sent as they are. */
  readonly cookies: readonly string[];
}

export const cookiesOf = (headers: Headers): readonly string[] => headers.getSetCookie();
