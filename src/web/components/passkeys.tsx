import type { PageContext } from '../page.ts';
import { Button, Field, Form } from './form.tsx';

/** Where a form asks for its question, and where it sends the answer. */
interface Asked {
  readonly c: PageContext;
  readonly action: string;
  readonly challenge: string;
}

/** Filled in by the script. */
function Answer({ c }: { c: PageContext }) {
  return (
    <>
      <input type="hidden" name="form_token" value={c.var.csrf} />
      <input type="hidden" name="challenge" value="" />
      <input type="hidden" name="answer" value="" />
    </>
  );
}

/** Shown where the device gave no answer. */
const Failed = ({ c }: { c: PageContext }) => (
  <p class="usa-error-message" data-failed hidden>
    {c.var.t('problem.access.passkey-refused')}
  </p>
);

/** Signing in by passkey needs a script; the button stays hidden where it cannot work (enhance/passkeys.js). */
export function PasskeySignIn({ c, action, challenge, back }: Asked & { readonly back: string }) {
  const { t, deps } = c.var;
  return (
    <>
      <script src={deps.assets.url('passkeys.js')} defer />
      <form class="usa-form" method="post" action={action} data-passkey="sign-in" data-challenge={challenge} hidden>
        <Answer c={c} />
        <input type="hidden" name="back" value={back} />
        <button class="usa-button usa-button--outline" type="submit">
          {t('sign-in.passkey')}
        </button>
        <Failed c={c} />
      </form>
    </>
  );
}

/** A new passkey, under a name that its owner gives it. */
export function PasskeyCreation({ c, action, challenge }: Asked) {
  const { t, deps } = c.var;
  return (
    <>
      <script src={deps.assets.url('passkeys.js')} defer />
      <form class="usa-form" method="post" action={action} data-passkey="create" data-challenge={challenge} hidden>
        <Answer c={c} />
        <Field
          c={c}
          name="name"
          label={t('security.passkey-name')}
          hint={t('security.passkey-name-hint')}
          autocomplete="off"
        />
        <Button text={t('security.passkey-add')} />
        <Failed c={c} />
      </form>
    </>
  );
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Temporal.Instant;
  readonly lastUsedAt?: Temporal.Instant | undefined;
}

/** Somebody's passkeys, since when, when each was last used, and a way to remove it. */
export function PasskeyList({
  c,
  passkeys,
  removal,
}: {
  readonly c: PageContext;
  readonly passkeys: readonly Listed[];
  readonly removal: (id: string) => string;
}) {
  const { t } = c.var;
  if (passkeys.length === 0) return null;
  return (
    <ul class="usa-list usa-list--unstyled">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li>
          <strong>{name}</strong> {t('security.since', { date: t.moment(createdAt) })}
          {'; '}
          {lastUsedAt === undefined
            ? t('security.passkey-never-used')
            : t('security.passkey-last-used', { date: t.moment(lastUsedAt) })}
          <Form c={c} action={removal(id)} class="">
            <button class="usa-button usa-button--unstyled" type="submit">
              {t('security.passkey-remove', { name })}
            </button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
