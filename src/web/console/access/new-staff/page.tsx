import type { Problem } from '../../../../domain/kernel/index.ts';
import { inviteStaff } from '../../../../usecases/access/index.ts';
import { accessDeps } from '../../../access-deps.ts';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { by, roleChoices } from '../staff-words.ts';

interface Invited {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly reason: string;
}

export function newStaffPage(
  c: PageContext,
  typed: Invited = { name: '', email: '', role: '', reason: '' },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.staff.invite');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <p>
        <a href={paths.console.staff}>
          <Icon name="back" /> {t('console.staff.title')}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.staff.invite-intro')}</p>
      <Form c={c} action={paths.console.staffNew}>
        <Field
          c={c}
          name="name"
          label={t('console.staff.name')}
          value={typed.name}
          problems={problems}
          autocomplete="off"
        />
        <Field
          c={c}
          name="email"
          label={t('console.staff.email')}
          value={typed.email}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="off"
        />
        <Choices
          c={c}
          name="role"
          legend={t('console.staff.role')}
          value={typed.role}
          problems={problems}
          choices={roleChoices(c)}
        />
        <Field
          c={c}
          name="reason"
          label={t('console.staff.reason')}
          hint={t('console.staff.reason-hint')}
          value={typed.reason}
          problems={problems}
          autocomplete="off"
        />
        <Button text={t('console.staff.invite-button')} />
      </Form>
    </>,
  );
}

export async function submitNewStaff(c: PageContext): Promise<Response> {
  const typed = readForm(c, ['name', 'email', 'role', 'reason']);
  const invited = await inviteStaff(accessDeps(c), { ...typed, language: c.var.t.language }, by(c));
  if (!invited.ok) return newStaffPage(c, typed, invited.problem);
  return c.redirect(`${paths.console.staffMember(invited.value.id)}?news=invited`, 303);
}
