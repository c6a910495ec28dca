import { type Cents, type Language, type Problem, present } from '../../../../domain/kernel/index.ts';
import { readPaymentReference, readTypedAmount } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import {
  type Autopay,
  activeAutopay,
  autopayBeginning,
  autopaySetupState,
  beginAutopay,
  changedAutopayBeginning,
  methodsOfLogin,
  paymentContext,
  tryCheckout,
} from '../../../../usecases/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import { page } from '../../../components/layout.tsx';
import { methodEnding } from '../../../components/method-ending.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';
import { BeginningSaid } from '../autopay/terms.tsx';

interface Typed {
  readonly days: string;
  readonly cap: string;
  readonly method: string;
  readonly form: string;
}

/** Autopay that is on, with what it has chosen now. */
export async function changePage(c: PageContext): Promise<Response> {
  const { accountId, number } = accountOf(c);
  const autopay = await activeAutopay(c.var.deps.db, accountId);
  if (autopay === undefined) return c.redirect(paths.autopay(number), 303);
  return choicesView(c, { autopay });
}

interface Shown {
  /** The autopay that is changed; absent, it is turned on. */
  readonly autopay?: Autopay | undefined;
  readonly again?: Typed;
  readonly problems?: readonly Problem[];
}

/** When, how much at most, and with what: autopay's first page where it is off, and the page that changes it. */
export async function choicesView(c: PageContext, { autopay, again, problems = [] }: Shown = {}) {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const before = again ?? (await setupAgain(c, account.accountId));
  const daysBeforeDue = Number(before?.days ?? autopay?.daysBeforeDue) || 0;
  const begins = autopay === undefined ? autopayBeginning : changedAutopayBeginning;
  const [methods, beginning] = await Promise.all([
    methodsOfLogin(deps.db, account.loginId, todayOf(deps.utility, now)),
    begins(paymentContext(deps), account.accountId, { daysBeforeDue, now }),
  ]);
  const chosen = methods.find(({ id }) => id === autopay?.method.id) ?? methods[0];
  const typed = before ?? {
    days: String(autopay?.daysBeforeDue ?? 0),
    cap: autopay?.cap === undefined ? '' : (autopay.cap / 100).toFixed(2),
    method: chosen === undefined ? 'new' : String(chosen.id),
    form: newFormKey(),
  };
  const title = t(autopay === undefined ? 'autopay.title' : 'autopay.change');
  const max = deps.utility.autopay.most_days_before_due;
  const offered = [0, 3, 5, 10, 15, 20].filter((days) => days <= max);
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t(autopay === undefined ? 'autopay.intro' : 'autopay.change.intro')}</p>
      <BeginningSaid c={c} beginning={beginning} number={number} />
      <Form c={c} action={autopay === undefined ? paths.autopay(number) : paths.autopayChange(number)} keyless>
        <input type="hidden" name="form" value={typed.form} />
        <Choices
          c={c}
          name="days"
          legend={t('autopay.which-day')}
          value={typed.days}
          problems={problems}
          choices={offered.map((days) => ({ value: String(days), label: t('autopay.day', { days }) }))}
        />
        <Choices
          c={c}
          name="method"
          legend={t('pay.method')}
          value={typed.method}
          problems={problems}
          choices={[
            ...methods.map(({ id, shown }) => ({
              value: String(id),
              label: methodEnding(t, shown),
            })),
            { value: 'new', label: t('autopay.new-method'), hint: t('pay.leaving') },
          ]}
        />
        <Field
          c={c}
          name="cap"
          label={t('autopay.cap')}
          hint={t('autopay.cap-hint')}
          value={typed.cap}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
          optional
        />
        <Button text={t('autopay.continue')} />
      </Form>
      {autopay !== undefined && (
        <p>
          <a href={paths.autopay(number)}>{t('autopay.change.no')}</a>
        </p>
      )}
    </>,
  );
}

/** What was chosen for an authorization that was not given, when somebody goes back from it. */
async function setupAgain(c: PageContext, accountId: number): Promise<Typed | undefined> {
  const { deps, now, loginId = '' } = c.var;
  const reference = readPaymentReference(c.req.query('from') ?? '');
  if (reference === undefined) return undefined;
  const state = await autopaySetupState(paymentContext(deps), { reference, loginId }, now);
  if (state?.kind !== 'ready' || state.setup.accountId !== accountId) return undefined;
  const { daysBeforeDue, cap, method } = state.setup;
  return {
    days: String(daysBeforeDue),
    cap: cap === undefined ? '' : (cap / 100).toFixed(2),
    method: method === undefined ? 'new' : String(method.id),
    form: newFormKey(),
  };
}

export const postChoices = (c: PageContext): Promise<Response> => takeChoices(c);

export async function postChange(c: PageContext): Promise<Response> {
  const { accountId, number } = accountOf(c);
  const autopay = await activeAutopay(c.var.deps.db, accountId);
  if (autopay === undefined) return c.redirect(paths.autopay(number), 303);
  return takeChoices(c, autopay);
}

/** Leads to the processor's page for a new method, else to the authorization. Nothing is agreed yet. */
async function takeChoices(c: PageContext, autopay?: Autopay): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const body = sentFields(c);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '');
  const typed: Typed = { days: text('days'), cap: text('cap'), method: text('method'), form: text('form') };
  const cap = readCap(typed.cap, t.language);
  if (cap === 'unreadable')
    return choicesView(c, { autopay, again: typed, problems: [{ code: 'autopay.cap-unreadable', field: 'cap' }] });
  if (typed.method === 'new') {
    const by = { channel: 'portal', loginId: account.loginId, address: c.var.address } as const;
    const tooMany = await tryCheckout(deps.db, by, now);
    if (tooMany !== undefined) return tooManyPage(c, tooMany);
  }
  const begun = await beginAutopay(paymentContext(deps), account, {
    isChange: autopay !== undefined,
    daysBeforeDue: /^\d{1,2}$/.test(typed.days) ? Number(typed.days) : -1,
    ...present({ cap }),
    methodId: typed.method === 'new' ? 'new' : Number(typed.method),
    formToken: typed.form,
    language: t.language,
    summary: t('pay.summary', { utility: deps.utility.name, account: number }),
    returnUrl: (setup) => `${deps.publicUrl}${paths.processorSetupReturn(setup)}`,
    now,
  });
  if (!begun.ok) return choicesView(c, { autopay, again: typed, problems: [begun.problem] });
  const { setup, hostedPage } = begun.value;
  return c.redirect(hostedPage ?? paths.autopayAuthorization(number, setup.reference), 303);
}

function readCap(typed: string, language: Language): Cents | undefined | 'unreadable' {
  if (typed === '') return undefined;
  const cap = readTypedAmount(typed, language);
  return cap.ok && cap.value > 0 ? cap.value : 'unreadable';
}
