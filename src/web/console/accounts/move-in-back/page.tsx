import { canTakeBackMoveIn } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  type AccountOverview,
  loadMoveIn,
  takeBackMoveIn,
  takeBackTransfer,
} from '../../../../usecases/accounts/index.ts';
import { problemText } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, openedAccount } from '../../request.ts';

const accountAt = (c: PageContext) => openedAccount(c, 'move-in.opened');

/** Takes back a move-in or a transfer that was a slip of the hand, within a day and before anything was billed. */
export async function moveInBackPage(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  return account === undefined ? c.var.refuse('not-found') : form(c, account, { reason: '', problems: [] });
}

export async function postMoveInBack(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const { deps } = c.var;
  const { reason } = readForm(c, ['reason']);
  const asked = { accountId: account.accountId, reason };
  const { leftAccountId } = await loadMoveIn(deps.db, account.accountId);
  const done =
    leftAccountId === undefined
      ? await takeBackMoveIn(deps.db, asked, clerkOf(c))
      : await takeBackTransfer(deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.premise(account.premiseNumber), 303)
    : form(c, account, { reason, problems: done.problem });
}

async function form(
  c: PageContext,
  account: AccountOverview,
  { reason, problems }: { readonly reason: string; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps, now } = c.var;
  const moved = await loadMoveIn(deps.db, account.accountId);
  const can = canTakeBackMoveIn(moved, now);
  return formPage(
    c,
    { title: t('console.move-in-back.title'), back: toAccount(account), problems },
    can.ok ? (
      <>
        <p class="usa-intro">
          {t(moved.leftAccountId === undefined ? 'console.move-in-back.intro' : 'console.move-in-back.transfer')}
        </p>
        <ReasonForm
          c={c}
          action={paths.console.moveInBack(account.number)}
          button={t('console.move-in-back.button')}
          kind="secondary"
          label={t('console.place.reason')}
          hint={t('console.place.reason-hint')}
          reason={reason}
          problems={problems}
        />
      </>
    ) : (
      <p class="usa-intro">{problemText(c, can.problem)}</p>
    ),
  );
}
