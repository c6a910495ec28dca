import { Steps } from '../../components/steps.tsx';
import type { PageContext } from '../../page.ts';

/** Find the account, create the login, verify the email; without one, choose a password and take a sheet home. */
export function RegistrationSteps({
  c,
  current,
  withoutEmail = false,
  isInvited = false,
}: {
  c: PageContext;
  current: 0 | 1 | 2;
  withoutEmail?: boolean;
  /** Nobody had to find the account: an invitation led here. */
  isInvited?: boolean;
}) {
  const { t } = c.var;
  const names = [
    t(isInvited ? 'register.step.invitation' : 'register.step.find'),
    t(withoutEmail ? 'register.step.no-email' : 'register.step.login'),
    t(withoutEmail ? 'register.step.take-home' : 'register.step.verify'),
  ];
  return <Steps c={c} names={names} current={current} />;
}
