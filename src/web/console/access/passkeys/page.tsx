import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  addStaffPasskey,
  askForNewStaffPasskey,
  ownStaffPasskeys,
  removeStaffPasskey,
} from '../../../../usecases/access/index.ts';
import { passkeyDeps } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { ErrorSummary } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { PasskeyCreation, PasskeyList } from '../../../components/passkeys.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { by } from '../staff-words.ts';

const own = (c: PageContext) => ({ ...by(c), language: c.var.t.language });

/** A member's own passkeys: every role has them, and nobody sets them for somebody else. */
export async function passkeysPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps } = c.var;
  const { mayAdd, passkeys } = await ownStaffPasskeys(deps.db, by(c).staffId);
  const title = t('console.passkeys.title');
  const news = c.req.query('news');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      {(news === 'added' || news === 'removed') && (
        <Alert kind="success" live>
          {t(`security.news.passkey-${news}`)}
        </Alert>
      )}
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.passkeys.intro')}</p>
      {passkeys.length === 0 && <p>{t('console.passkeys.none')}</p>}
      <PasskeyList c={c} passkeys={passkeys} removal={paths.console.passkeyRemoval} />
      {mayAdd ? (
        <>
          <PasskeyCreation c={c} action={paths.console.passkeys} challenge={paths.console.passkeyChallenge} />
          <noscript>
            <p>{t('console.passkeys.script')}</p>
          </noscript>
        </>
      ) : (
        <p>{t('problem.access.staff-passkey-needs-app')}</p>
      )}
    </>,
  );
}

/** For the script: what the device is to sign to make a passkey. */
export async function newStaffPasskeyChallenge(c: PageContext): Promise<Response> {
  return c.json(await askForNewStaffPasskey(passkeyDeps(c), by(c).staffId, c.var.now));
}

export async function submitNewStaffPasskey(c: PageContext): Promise<Response> {
  const { challenge, answer, name } = readForm(c, ['challenge', 'answer', 'name']);
  const { tell } = c.var.deps;
  const added = await addStaffPasskey({ ...passkeyDeps(c), tell }, { token: challenge, answer, name }, own(c));
  return added.ok ? c.redirect(`${paths.console.passkeys}?news=added`, 303) : passkeysPage(c, [added.problem]);
}

export async function submitStaffPasskeyRemoval(c: PageContext): Promise<Response> {
  await removeStaffPasskey(c.var.deps, c.req.param('passkey') ?? '', own(c));
  return c.redirect(`${paths.console.passkeys}?news=removed`, 303);
}
