import { type Device, deviceOf, networkOf } from '../../../../domain/access/index.ts';
import { type OwnSecurity, todayOf } from '../../../../usecases/access/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

type OpenSession = OwnSecurity['sessions'][number];

/** Where the login is signed in, in words a person can compare with their own devices. */
export function Sessions({ c, security }: { c: PageContext; security: OwnSecurity }) {
  const { t, session } = c.var;
  const here = security.sessions.find((open) => open.id === session?.id);
  const others = security.sessions.filter((open) => open !== here);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('security.sessions')}</h2>
      <p>{t('security.sessions-body')}</p>
      <ul class="c-sessions">
        {here !== undefined && (
          <li>
            <strong>{deviceText(c, here)}</strong>
            <span>{t('security.session-this')}</span>
          </li>
        )}
        {others.map((open) => (
          <li>
            <strong>{deviceText(c, open)}</strong>
            <span>
              {networkText(c, open)} · {usedText(c, open)}
            </span>
            <Form c={c} action={paths.sessionEnd(open.id)} class="">
              <button class="usa-button usa-button--unstyled" type="submit">
                {t('security.session-end', { device: deviceText(c, open) })}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {others.length > 0 && <p class="usa-hint">{t('security.session-network')}</p>}
      {others.length > 0 && (
        <Form c={c} action={paths.sessionEnd('others')} class="usa-form">
          <Button text={t('security.sessions-end')} kind="outline" />
        </Form>
      )}
    </section>
  );
}

/** “Chrome on a phone (Android)”. */
function deviceText({ var: { t } }: PageContext, { userAgent }: OpenSession): string {
  const { browser, kind, system }: Device = deviceOf(userAgent);
  // Keys of a message have no spaces.
  const [name = ''] = browser.split(' ');
  return t('security.device', { browser: name, kind, system });
}

/** We know the network alone: what town it stands in would be a guess. */
function networkText(c: PageContext, { network }: OpenSession): string {
  const { t } = c.var;
  if (network === '') return t('security.network.unknown');
  return network === networkOf(c.var.address) ? t('security.network.this') : t('security.network.another');
}

function usedText(c: PageContext, { secondsSinceUse }: OpenSession): string {
  const { t, deps, now } = c.var;
  if (secondsSinceUse < 120) return t('security.used.now');
  const at = now.subtract({ seconds: secondsSinceUse });
  const day = todayOf(deps.utility, at);
  const { days } = day.until(todayOf(deps.utility, now));
  const when = days === 0 ? 'today' : days === 1 ? 'yesterday' : 'before';
  return t('security.used.at', { when, date: t.shortDate(day), time: t.time(at) });
}
