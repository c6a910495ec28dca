import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Signing in by passkey needs a script; the button stays hidden where it cannot work (enhance/passkeys.js). */
export function PasskeyButton({ c, back }: { c: PageContext; back: string }) {
  const { t, csrf, deps } = c.var;
  return (
    <>
      <script src={deps.assets.url('passkeys.js')} defer />
      <form
        class="usa-form"
        method="post"
        action={paths.signInPasskey}
        data-passkey="sign-in"
        data-challenge={paths.signInPasskeyChallenge}
        hidden
      >
        <input type="hidden" name="form_token" value={csrf} />
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="challenge" value="" />
        <input type="hidden" name="answer" value="" />
        <button class="usa-button usa-button--outline" type="submit">
          {t('sign-in.passkey')}
        </button>
        <p class="usa-error-message" data-failed hidden>
          {t('problem.access.passkey-refused')}
        </p>
      </form>
    </>
  );
}
