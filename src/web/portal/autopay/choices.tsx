import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import type { Cents, Problem } from '../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../domain/payments/index.ts';
import { todayOf } from '../../../usecases/access/index.ts';
import { autopayBeginning, beginAutopay, methodsOfLogin } from '../../../usecases/autopay/index.ts';
import { paymentContext } from '../../../usecases/payments/index.ts';
import { Button, Choices, ErrorSummary, Field, Form } from '../../components/form.tsx';
import { page } from '../../components/layout.tsx';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { BeginningSaid } from './terms.tsx';

interface Typed {
  readonly days: string;
  readonly cap: string;
  readonly method: string;
  readonly form: string;
}

/** When, how much at most, and with what: autopay's first page where it is off. */
export async function choicesView(c: PageContext, again?: Typed, problems: readonly Problem[] = []) {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const methods = await methodsOfLogin(deps.db, account.loginId, todayOf(deps.utility, now));
  const typed = again ?? {
    days: '0',
    cap: '',
    method: methods[0] ? String(methods[0].id) : 'new',
    form: crypto.randomUUID(),
  };
  const daysBeforeDue = Number(typed.days) || 0;
  const beginning = await autopayBeginning(paymentContext(deps), account.accountId, { daysBeforeDue, now });
  const most = deps.utility.autopay.most_days_before_due;
  const offered = [0, 3, 5, 10, 15, 20].filter((days) => days <= most);
  return page(
    c,
    { title: t('autopay.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('autopay.title')}</h1>
      <p class="usa-intro">{t('autopay.intro')}</p>
      <BeginningSaid c={c} beginning={beginning} number={number} />
      <Form c={c} action={paths.autopay(number)}>
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
              label: t('method.ending', { brand: shown.brand, last4: shown.last4 }),
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
    </>,
  );
}

/** Leads to the processor's page for a new method, else to the authorization. Nothing is agreed yet. */
export async function postChoices(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const body = await c.req.parseBody();
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '');
  const typed: Typed = { days: text('days'), cap: text('cap'), method: text('method'), form: text('form') };
  const cap = readCap(typed.cap);
  if (cap === 'unreadable') return choicesView(c, typed, [{ code: 'autopay.cap-unreadable', field: 'cap' }]);
  const begun = await beginAutopay(paymentContext(deps), account, {
    daysBeforeDue: /^\d{1,2}$/.test(typed.days) ? Number(typed.days) : -1,
    ...(cap === undefined ? {} : { cap }),
    methodId: typed.method === 'new' ? 'new' : Number(typed.method),
    formToken: typed.form,
    language: t.language,
    summary: t('pay.summary', { utility: deps.utility.name, account: number }),
    returnUrl: (setup) => `${deps.publicUrl}${paths.processorSetupReturn(setup)}`,
    now,
  });
  if (!begun.ok) return choicesView(c, typed, [begun.problem]);
  const { setup, hostedPage } = begun.value;
  return c.redirect(hostedPage ?? paths.autopayAuthorization(number, setup.reference), 303);
}

function readCap(typed: string): Cents | undefined | 'unreadable' {
  if (typed === '') return undefined;
  const cap = readTypedAmount(typed);
  return cap.ok && cap.value > 0 ? cap.value : 'unreadable';
}
