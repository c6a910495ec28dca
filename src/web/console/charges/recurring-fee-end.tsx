import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { viewAccountBriefly } from '../../../usecases/console/index.ts';
import { endRecurringFee, findRecurringFee } from '../../../usecases/fees/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../components/form.tsx';
import { page } from '../../components/layout.tsx';
import { readForm } from '../../form-data.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { accountOf, idOf, staffView } from '../request.ts';
import { recurringName } from './recurring-name.ts';

async function runningFee(c: PageContext) {
  const number = accountOf(c);
  const id = idOf(c);
  const { db } = c.var.deps;
  const account = number && (await viewAccountBriefly(db, number, { ...staffView(c), action: 'fee.opened' }));
  const fee = id === undefined ? undefined : await findRecurringFee(db, id);
  if (account === undefined || fee?.accountId !== account.accountId || fee.endsOn !== undefined) return undefined;
  return { account, fee };
}

/** Ends a fee that comes with every bill, from today. */
export async function recurringFeeEndPage(c: PageContext): Promise<Response> {
  return endForm(c, '', []);
}

export async function postRecurringFeeEnd(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const running = await runningFee(c);
  if (running === undefined || staff === undefined) return c.var.refuse('not-found');
  const { reason } = await readForm(c, ['reason']);
  const { account, fee } = running;
  const ended = await endRecurringFee(
    deps,
    { id: fee.id, accountId: account.accountId, reason: reason.trim() },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!ended.ok) return endForm(c, reason, [ended.problem]);
  return c.redirect(`${paths.console.account(formatAccountNumber(account.number))}#charges`, 303);
}

async function endForm(c: PageContext, reason: string, problems: readonly Problem[]): Promise<Response> {
  const { t } = c.var;
  const running = await runningFee(c);
  if (running === undefined) return c.var.refuse('not-found');
  const { account, fee } = running;
  const number = formatAccountNumber(account.number);
  const title = t('console.fee.end-title', { fee: recurringName(c, fee.fee) });
  return page(
    c,
    { title, realm: 'console', status: problems.length === 0 ? 200 : 422 },
    <>
      <p>
        <a href={paths.console.account(number)}>
          ← {account.customer.name} {number}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.fee.end-intro')}</p>
      <Form c={c} action={paths.console.recurringFeeEnd(number, String(fee.id))}>
        <Field
          c={c}
          name="reason"
          label={t('console.fee.reason')}
          value={reason}
          problems={problems}
          autocomplete="off"
        />
        <Button text={t('console.fee.end')} />
      </Form>
    </>,
  );
}
