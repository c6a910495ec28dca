import { leakCauses } from '../../../../domain/alerts/index.ts';
import type { AccountAlert, AlertThread, ThreadEvent } from '../../../../usecases/alerts/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** What happened with an alert, the oldest first, and the files beside it. */
export function Thread(props: { c: PageContext; alert: AccountAlert; thread: AlertThread; number: string }) {
  const { c, alert, thread, number } = props;
  const { t } = c.var;
  return (
    <>
      {thread.events.length === 0 ? (
        <p class="c-empty">{t('alerts.thread-none')}</p>
      ) : (
        <ol class="usa-list">
          {thread.events.map((event) => (
            <li>
              <strong>{t.moment(event.at)}</strong>: {sentence(c, event)}
            </li>
          ))}
        </ol>
      )}
      {thread.files.length > 0 && (
        <ul class="usa-list">
          {thread.files.map((file) => (
            <li>
              <a href={paths.alertFile(number, String(alert.id), String(file.id))}>{file.name}</a>{' '}
              {t('alerts.file-size', { size: t.number(Math.max(1, Math.round(file.bytes / 1024))) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function sentence({ var: { t } }: PageContext, event: ThreadEvent): string {
  switch (event.kind) {
    case 'told':
      return `${t(event.asHose && event.step === 'began' ? 'alerts.told.began-hose' : `alerts.told.${event.step}`)} ${t(`alerts.told-to.${event.to}`)}`;
    case 'searched':
      return t('alerts.searched', { count: event.answers });
    case 'said': {
      const cause = leakCauses.find((one) => one === event.cause) ?? 'unknown';
      const said = t(`alerts.said.${event.resolution}`, { by: event.by, cause: t(`alerts.cause.${cause}`) });
      return event.note === '' ? said : `${said} “${event.note}”`;
    }
  }
}
