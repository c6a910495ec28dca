import { type MethodInUse, methodsInUse, removeMethodOf } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { clientAddress } from '../../../middleware/client-address.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { endingIn } from '../payment-methods/page.tsx';

/** Asks once before a method goes; while autopay uses it, says so and leads to autopay. */
export async function removalPage(c: PageContext): Promise<Response> {
  const method = await methodOf(c);
  if (method === undefined) return c.var.refuse('not-found');
  return method.usedBy.length > 0 ? inUsePage(c, method) : askPage(c, method);
}

export async function postRemoval(c: PageContext): Promise<Response> {
  const { deps, now, loginId = '' } = c.var;
  const method = await methodOf(c);
  if (method === undefined) return c.var.refuse('not-found');
  const asked = { loginId, methodId: method.id, address: clientAddress(c, deps.proxies) };
  const removed = await removeMethodOf(deps, asked, now);
  if (removed.ok) return c.redirect(`${paths.paymentMethods}?news=removed`, 303);
  const still = await methodOf(c);
  return still === undefined ? c.var.refuse('not-found') : inUsePage(c, still);
}

async function methodOf(c: PageContext): Promise<MethodInUse | undefined> {
  const { deps, loginId = '' } = c.var;
  const written = c.req.param('method') ?? '';
  return /^\d{1,15}$/.test(written) ? (await methodsInUse(deps.db, loginId, Number(written)))[0] : undefined;
}

function askPage(c: PageContext, method: MethodInUse): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('methods.remove-title', { method: endingIn(c, method) });
  return page(
    c,
    { title, back: { href: paths.paymentMethods, text: t('methods.title') } },
    <>
      <h1>{title}</h1>
      <p>{t('methods.remove-body')}</p>
      <Form c={c} action={paths.paymentMethodRemoval(String(method.id))}>
        <Button text={t('methods.remove-yes')} kind="secondary" />
      </Form>
      <p>
        <a href={paths.paymentMethods}>{t('methods.remove-no')}</a>
      </p>
    </>,
  );
}

function inUsePage(c: PageContext, method: MethodInUse): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('methods.in-use.title', { method: endingIn(c, method) });
  return page(
    c,
    { title, status: 409, back: { href: paths.paymentMethods, text: t('methods.title') } },
    <>
      <h1>{title}</h1>
      <Alert kind="warning">{t('methods.in-use.body')}</Alert>
      <ul class="usa-list">
        {method.usedBy.map((number) => (
          <li>
            <a href={paths.autopay(number)}>{t('methods.autopay-of', { account: number })}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.paymentMethods}>{t('methods.back')}</a>
      </p>
    </>,
  );
}
