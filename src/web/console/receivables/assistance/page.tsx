import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { grantAssistance } from '../../../../usecases/receivables/index.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { offText } from '../../../components/programme-words.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount } from '../../request.ts';

interface Typed {
  readonly programme: string;
  readonly last: string;
  readonly proof: string;
}

const accountToHelp = (c: PageContext) => openedAccount(c, 'assistance.opened');

/** Puts an account into an assistance programme, by what was shown, until a day. */
export async function assistancePage(c: PageContext): Promise<Response> {
  const account = await accountToHelp(c);
  if (account === undefined) return c.var.refuse('not-found');
  return assistanceForm(c, account, { typed: { programme: '', last: '', proof: '' }, problems: [] });
}

export async function postAssistance(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const account = await accountToHelp(c);
  if (account === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['programme', 'last', 'proof']);
  const { programme, last, proof } = typed;
  const granted = await grantAssistance(
    deps,
    { accountId: account.accountId, programme, last, proof: proof.trim() },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!granted.ok) return assistanceForm(c, account, { typed, problems: [granted.problem] });
  return c.redirect(`${paths.console.accountBills(account.number)}#charges`, 303);
}

function assistanceForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const number = account.number;
  const title = t('console.assistance.title');
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.assistance.intro')}</p>
      <Form c={c} action={paths.console.assistance(number)}>
        <Choices
          c={c}
          name="programme"
          legend={t('console.assistance.programme')}
          value={typed.programme}
          problems={problems}
          choices={deps.utility.assistance.programmes.map((one) => ({
            value: one.id,
            label: `${inLanguage(one.name, t.language)}: ${offText(c, one)}`,
            hint: `${inLanguage(one.for_whom, t.language)} ${t('console.assistance.most', { months: one.most_months })}`,
          }))}
        />
        <Field
          c={c}
          name="last"
          label={t('console.assistance.last')}
          type="date"
          value={typed.last}
          problems={problems}
          autocomplete="off"
        />
        <Field
          c={c}
          name="proof"
          label={t('console.assistance.proof')}
          hint={t('console.assistance.proof-hint')}
          value={typed.proof}
          problems={problems}
          autocomplete="off"
        />
        <Button text={t('console.assistance.button')} />
      </Form>
    </>,
  );
}
