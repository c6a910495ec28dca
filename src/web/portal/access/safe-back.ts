import { isOwnPath } from '../../form-data.ts';
import { paths } from '../../paths.ts';

/** Where to go after signing in: a page of this portal, else my account. */
export const safeBack = (back: string | undefined): string =>
  back !== undefined && isOwnPath(back) && !back.startsWith(paths.signIn) ? back : paths.accounts;
