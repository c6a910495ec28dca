import type { Problem } from '../../../../domain/kernel/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { reminderEmail, reminderOf, sendReminder } from '../../../../usecases/transition/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Button, Choices, Form } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount, policyOf, staffView } from '../../request.ts';

const accountToRemind = (c: PageContext) => openedAccount(c, 'reminder.opened');

/** Says what a reminder would tell and where it would go, before it is sent. */
export async function reminderPage(c: PageContext): Promise<Response> {
  const account = await accountToRemind(c);
  return account === undefined ? c.var.refuse('not-found') : confirmation(c, account, []);
}

/** Sends it, and goes back to the account's contacts, where it now stands. */
export async function postReminder(c: PageContext): Promise<Response> {
  const account = await accountToRemind(c);
  if (account === undefined) return c.var.refuse('not-found');
  const { channel } = sentFields(c);
  const sent = await sendReminder(c.var.deps.db, account, {
    channel: channel === 'email' ? 'email' : 'letter',
    at: { ...staffView(c), policy: policyOf(c) },
  });
  if (!sent.ok) return confirmation(c, account, [sent.problem]);
  return c.redirect(`${paths.console.accountMessages(account.number)}#outreach`, 303);
}

async function confirmation(c: PageContext, account: AccountOverview, problems: readonly Problem[]): Promise<Response> {
  const { t, deps } = c.var;
  const number = account.number;
  const risk = await reminderOf(deps.db, account, { ...staffView(c), policy: policyOf(c) });
  const email = reminderEmail(account);
  const title = t('console.reminder.title');
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    risk === undefined ? (
      <p>{t('console.reminder.not-at-risk')}</p>
    ) : (
      <>
        <p class="usa-intro">{t('console.reminder.for-bill', { due: t.date(risk.dueOn), owed: t.money(risk.owed) })}</p>
        <p>{t('console.reminder.intro')}</p>
        <Form c={c} action={paths.console.reminder(number)}>
          <Choices
            c={c}
            name="channel"
            legend={t('console.reminder.by')}
            value={email === undefined ? 'letter' : 'email'}
            problems={problems}
            choices={[
              ...(email === undefined ? [] : [{ value: 'email', label: t('console.reminder.by-email', { email }) }]),
              {
                value: 'letter',
                label: t('console.reminder.by-letter', { address: account.customer.mailing.join(', ') }),
              },
            ]}
          />
          <Button text={t('console.reminder.button')} />
        </Form>
      </>
    ),
  );
}
