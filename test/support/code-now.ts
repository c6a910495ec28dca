import { totpCode } from '../../src/gateways/totp.ts';

/**
 * What somebody's authenticator shows, by the machine's clock, whatever the test's says: better-auth asks that clock, too. It
 * takes the code of half a minute before and after, so the next one is good for a minute at least: no test takes that long
 * to type it, at whatever second it runs.
 */
export const codeNow = (secret: string): string => totpCode(secret, Temporal.Now.instant().add({ seconds: 30 }));
