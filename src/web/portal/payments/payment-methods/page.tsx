import { isBefore, type Problem } from '../../../../domain/kernel/index.ts';
import { readPaymentReference } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import {
  addedMethod,
  addMethod,
  type MethodInUse,
  methodsInUse,
  tryCheckout,
} from '../../../../usecases/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import { page } from '../../../components/layout.tsx';
import { methodEnding } from '../../../components/method-ending.ts';
import { Table } from '../../../components/table.tsx';
import { clientAddress } from '../../../middleware/client-address.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';

/** The cards and bank accounts this login saved, what uses each, and the way to save another. */
export async function methodsPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps, loginId = '', now } = c.var;
  const methods = await methodsInUse(deps.db, loginId);
  const today = todayOf(deps.utility, now);
  const news = c.req.query('news');
  const title = t('methods.title');
  return page(
    c,
    { title, width: 'wide', status: problems.length > 0 ? 503 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {(news === 'saved' || news === 'removed') && (
        <Alert kind="success" live>
          {t(`methods.news.${news}`)}
        </Alert>
      )}
      <p class="usa-intro">{t('methods.intro')}</p>
      <Table
        caption={t('methods.caption')}
        empty={t('methods.none')}
        rows={methods}
        columns={[
          { heading: t('methods.method'), cell: (method) => endingIn(c, method) },
          { heading: t('methods.expires'), cell: (method) => expiry(c, method, today) },
          {
            heading: t('methods.used-by'),
            cell: ({ usedBy }) =>
              usedBy.length === 0
                ? t('methods.unused')
                : usedBy.map((number) => (
                    <p>
                      <a href={paths.autopay(number)}>{t('methods.autopay-of', { account: number })}</a>
                    </p>
                  )),
          },
          {
            heading: t('methods.remove'),
            cell: (method) => (
              <a href={paths.paymentMethodRemoval(String(method.id))}>
                {t('methods.remove-this', { method: endingIn(c, method) })}
              </a>
            ),
          },
        ]}
      />
      <h2>{t('methods.add')}</h2>
      <p>{t('pay.leaving')}</p>
      <Form c={c} action={paths.paymentMethods} keyless>
        <input type="hidden" name="form" value={newFormKey()} />
        <Button text={t('methods.add-button')} />
      </Form>
    </>,
  );
}

export const endingIn = ({ var: { t } }: PageContext, { shown }: MethodInUse): string => methodEnding(t, shown);

/** Month and year, as a card says it. */
function expiry({ var: { t } }: PageContext, { shown }: MethodInUse, today: Temporal.PlainDate): string {
  const { expiresOn } = shown;
  if (expiresOn === undefined) return t('methods.never');
  const month = `${String(expiresOn.month).padStart(2, '0')}/${expiresOn.year}`;
  return isBefore(expiresOn, today) ? t('methods.expired', { month }) : month;
}

/** Leads to the processor's page. */
export async function postMethods(c: PageContext): Promise<Response> {
  const { t, deps, loginId = '', now } = c.var;
  const { form } = sentFields(c);
  const tooMany = await tryCheckout(deps.db, { channel: 'portal', loginId, address: c.var.address }, now);
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const added = await addMethod(deps, {
    loginId,
    formToken: typeof form === 'string' ? form : '',
    language: t.language,
    summary: deps.utility.name,
    returnUrl: (setup) => `${deps.publicUrl}${paths.processorMethodReturn(setup)}`,
    now,
  });
  return added.ok ? c.redirect(added.value.hostedPage, 303) : methodsPage(c, [added.problem]);
}

/** The processor's page sends the customer back here; the processor is asked what became of it. */
export async function methodReturn(c: PageContext): Promise<Response> {
  const { deps, now, loginId = '', t } = c.var;
  const reference = readPaymentReference(c.req.param('setup') ?? '');
  if (reference === undefined) return c.var.refuse('not-found');
  const added = await addedMethod(deps, { reference, loginId, address: clientAddress(c, deps.proxies) }, now);
  if (added === undefined) return c.var.refuse('not-found');
  if (added.kind === 'saved') return c.redirect(`${paths.paymentMethods}?news=saved`, 303);
  const title = t('autopay.not-saved.title');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <Alert kind="info" live>
        {added.kind === 'unknown' ? t('problem.payments.processor-unavailable') : t('methods.not-saved')}
      </Alert>
      <p>
        <a class="usa-button" href={added.kind === 'open' ? added.hostedPage : paths.paymentMethods}>
          {added.kind === 'open' ? t('receipt.started.go-on') : t('methods.back')}
        </a>
      </p>
    </>,
  );
}
