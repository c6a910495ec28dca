import { Steps } from '../../components/steps.tsx';
import type { PageContext } from '../../page.ts';

/** Find the account, create the login, verify the email. */
export function RegistrationSteps({ c, current }: { c: PageContext; current: 0 | 1 | 2 }) {
  const { t } = c.var;
  const names = [t('register.step.find'), t('register.step.login'), t('register.step.verify')];
  return <Steps c={c} names={names} current={current} />;
}
