import type { PageContext } from '../../../web/page.ts';
import { paths } from '../../../web/paths.ts';
import { words } from '../../../web/words/words.ts';
import type { SandboxSession } from '../../usecases/sandbox-processor/index.ts';
import { frame } from './frame.tsx';

/** What was typed on the page, less the numbers: a refused form comes back without them. */
export interface Refusal {
  readonly code: string;
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Another company's page: its own look, its own words, the merchant's name and sum, and the numbers that work here. */
export function hostedPage(c: PageContext, session: SandboxSession, refusal?: Refusal): Response | Promise<Response> {
  const t = words(session.language, 'UTC');
  const isSetup = session.purpose === 'setup';
  const title = isSetup ? t('sandbox.save-title') : t('sandbox.pay-title', { amount: t.money(session.amount) });
  const said =
    refusal === undefined
      ? undefined
      : refusal.code === 'sandbox-processor.declined'
        ? t('sandbox.declined', { reason: t.maybe(`decline.${refusal.params?.['reason'] ?? ''}`) })
        : t.maybe(`problem.${refusal.code}`, refusal.params);
  return frame(
    c,
    { language: session.language, title, status: refusal === undefined ? 200 : 422 },
    <>
      <h1>{title}</h1>
      <p>
        {session.merchant}
        <br />
        {session.summary}
      </p>
      {said !== undefined && (
        <p class="sandbox-error" role="alert">
          {said}
        </p>
      )}
      {(isSetup || session.methodKind === 'card') && (
        <form method="post" action={paths.sandboxCheckout(session.id)} class="sandbox-form" novalidate>
          <h2>{t('sandbox.card')}</h2>
          <input type="hidden" name="kind" value="card" />
          <Input name="number" label={t('sandbox.number')} hint="4242 4242 4242 4242" autocomplete="cc-number" />
          <Input name="expiry" label={t('sandbox.expiry')} hint="12/34" autocomplete="cc-exp" />
          <Input name="code" label={t('sandbox.code')} hint="123" autocomplete="cc-csc" />
          <button type="submit">
            {isSetup ? t('sandbox.save') : t('sandbox.pay', { amount: t.money(session.amount) })}
          </button>
        </form>
      )}
      {(isSetup || session.methodKind === 'bank') && (
        <form method="post" action={paths.sandboxCheckout(session.id)} class="sandbox-form" novalidate>
          <h2>{t('sandbox.bank')}</h2>
          <input type="hidden" name="kind" value="bank" />
          <Input name="routing" label={t('sandbox.routing')} hint="110000000" autocomplete="off" />
          <Input name="account" label={t('sandbox.account')} hint="000123456789" autocomplete="off" />
          <button type="submit">
            {isSetup ? t('sandbox.save') : t('sandbox.pay', { amount: t.money(session.amount) })}
          </button>
        </form>
      )}
      <form method="post" action={paths.sandboxCheckout(session.id)} class="sandbox-cancel">
        <button type="submit" name="kind" value="cancel">
          {t('sandbox.cancel', { merchant: session.merchant })}
        </button>
      </form>
      <h2>{t('sandbox.numbers')}</h2>
      <ul>
        <li>4242 4242 4242 4242: {t('sandbox.numbers.good')}</li>
        <li>4000 0000 0000 9995: {t('sandbox.numbers.empty')}</li>
        <li>4000 0000 0000 0341: {t('sandbox.numbers.later')}</li>
        <li>110000000 / 000123456789: {t('sandbox.numbers.bank')}</li>
        <li>110000000 / 000222222227: {t('sandbox.numbers.returned')}</li>
      </ul>
    </>,
  );
}

/** The page is complete or closed: nothing can be typed any more, only gone back. */
export function finishedPage(c: PageContext, session: SandboxSession): Response | Promise<Response> {
  const t = words(session.language, 'UTC');
  return frame(
    c,
    { language: session.language, title: t('sandbox.finished'), status: 200 },
    <>
      <h1>{t('sandbox.finished')}</h1>
      <p>
        <a href={session.returnUrl}>{t('sandbox.back', { merchant: session.merchant })}</a>
      </p>
    </>,
  );
}

function Input(props: { name: string; label: string; hint: string; autocomplete: string }) {
  return (
    <p>
      <label for={props.name}>{props.label}</label>
      <input
        id={props.name}
        name={props.name}
        type="text"
        inputmode="numeric"
        autocomplete={props.autocomplete}
        placeholder={props.hint}
      />
    </p>
  );
}
