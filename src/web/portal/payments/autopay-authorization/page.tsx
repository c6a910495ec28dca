import type { Problem } from '../../../../domain/kernel/index.ts';
import { readPaymentReference } from '../../../../domain/payments/index.ts';
import {
  type AutopaySetup,
  accountNumberOf,
  agreeAutopay,
  autopaySetupState,
  paymentContext,
  setupBeginning,
  termsShown,
} from '../../../../usecases/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { clientAddress } from '../../../middleware/client-address.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { knownLanguage } from '../../../words/known-language.ts';
import { authorizationText, BeginningSaid } from '../autopay/terms.tsx';

/** The processor's page sends the customer back here; the processor is asked what became of it. */
export async function setupReturn(c: PageContext): Promise<Response> {
  const { deps, now, loginId, t } = c.var;
  const reference = readPaymentReference(c.req.param('setup') ?? '');
  if (reference === undefined || loginId === undefined) return c.var.refuse('not-found');
  const state = await autopaySetupState(paymentContext(deps), { reference, loginId }, now);
  if (state === undefined) return c.var.refuse('not-found');
  if (state.kind === 'ready') {
    const number = await accountNumberOf(deps.db, state.setup.accountId);
    return c.redirect(paths.autopayAuthorization(number, reference), 303);
  }
  const title = t('autopay.not-saved.title');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <Alert kind="info" live>
        {state.kind === 'unknown' ? t('problem.payments.processor-unavailable') : t('autopay.not-saved.body')}
      </Alert>
      <p>
        <a class="usa-button" href={state.kind === 'open' ? state.hostedPage : paths.accounts}>
          {state.kind === 'open' ? t('receipt.started.go-on') : t('receipt.to-account')}
        </a>
      </p>
    </>,
  );
}

export async function authorizationPage(c: PageContext): Promise<Response> {
  const setup = await readySetup(c);
  if (setup === undefined) return c.var.refuse('not-found');
  const number = accountOf(c).number;
  return setup.autopayId === undefined ? authorizationView(c, setup) : c.redirect(paths.autopay(number), 303);
}

export async function postAuthorization(c: PageContext): Promise<Response> {
  const { deps, now, session } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const setup = await readySetup(c);
  if (setup === undefined || session === undefined) return c.var.refuse('not-found');
  const body = sentFields(c);
  // What is kept is what was read: in the language of the page that was agreed, also if it was switched since.
  const shown = deps.words(knownLanguage(c, String(body['language'] ?? '')) ?? c.var.t.language);
  const agreement = deps.agreements('autopay', shown.language);
  const agreed = await agreeAutopay(paymentContext(deps), account, {
    setup,
    text: authorizationText(shown, { agreement, setup, utility: deps.utility.name, account: number }),
    version: agreement.version,
    language: shown.language,
    shownTerms: String(body['terms'] ?? ''),
    email: session.email,
    address: clientAddress(c, deps.proxies),
    now,
  });
  if (!agreed.ok) return authorizationView(c, setup, [agreed.problem]);
  return c.redirect(paths.autopay(number), 303);
}

async function authorizationView(c: PageContext, setup: AutopaySetup, problems: readonly Problem[] = []) {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const isChange = setup.replacesId !== undefined;
  const beginning = await setupBeginning(paymentContext(deps), setup, now);
  return page(
    c,
    { title: t('autopay.review'), status: problems.length > 0 ? 409 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('autopay.review')}</h1>
      <BeginningSaid c={c} beginning={beginning} number={number} cap={setup.cap} />
      <h2>{t('autopay.you-agree')}</h2>
      {isChange && <p>{t('autopay.change.replaces')}</p>}
      <blockquote>
        {authorizationText(t, {
          agreement: deps.agreements('autopay', t.language),
          setup,
          utility: deps.utility.name,
          account: number,
        })}
      </blockquote>
      <Form c={c} action={paths.autopayAuthorization(number, setup.reference)}>
        <input type="hidden" name="terms" value={termsShown(beginning)} />
        <input type="hidden" name="language" value={t.language} />
        <Button text={t(isChange ? 'autopay.change.agree' : 'autopay.agree')} />
      </Form>
      <p>
        <a href={`${isChange ? paths.autopayChange(number) : paths.autopay(number)}?from=${setup.reference}`}>
          {t('autopay.change-answers')}
        </a>
      </p>
      <p>
        {isChange ? (
          <a href={paths.autopay(number)}>{t('autopay.change.no')}</a>
        ) : (
          <a href={paths.account(number)}>{t('autopay.do-not-agree')}</a>
        )}
      </p>
    </>,
  );
}

async function readySetup(c: PageContext): Promise<AutopaySetup | undefined> {
  const { deps, now } = c.var;
  const { accountId, loginId } = accountOf(c);
  const reference = readPaymentReference(c.req.param('setup') ?? '');
  if (reference === undefined) return undefined;
  const state = await autopaySetupState(paymentContext(deps), { reference, loginId }, now);
  return state?.kind === 'ready' && state.setup.accountId === accountId ? state.setup : undefined;
}
