import { passwordLimits } from '../../../domain/access/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { Checkbox, Field } from '../../components/form.tsx';
import type { PageContext } from '../../page.ts';

/** The words they agree to: like everybody's, but that notices come on paper. */
export const consentWithoutEmail = (c: PageContext): string =>
  c.var.t('register.no-email.consent', { utility: c.var.deps.utility.name });

/** What a person without an email chooses, wherever they do: a password, and the agreement. */
export function ChosenFields({ c, problems }: { c: PageContext; problems: readonly Problem[] }) {
  const { t } = c.var;
  return (
    <>
      <Field
        c={c}
        name="password"
        label={t('register.login.password')}
        hint={t('register.login.password-hint', { minimum: passwordLimits.alone })}
        problems={problems}
        type="password"
        autocomplete="new-password"
      />
      <Checkbox c={c} name="consent" label={consentWithoutEmail(c)} problems={problems} />
    </>
  );
}
