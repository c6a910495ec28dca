import type { AccountRight } from '../../../../domain/delegates/index.ts';
import type { AccountHome } from '../../../../usecases/accounts/index.ts';
import { PageList, type PageOfList } from '../../../components/page-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** What is still to set up, a line each; what is done is gone, and in the end the whole list. */
export function SetUp(props: { c: PageContext; home: AccountHome; number: string; rights: readonly AccountRight[] }) {
  const { t } = props.c.var;
  const open = openTasks(props);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="set-up">
      <h2 id="set-up">{t('home.set-up')}</h2>
      <PageList label={t('home.set-up')} pages={open} />
    </section>
  );
}

function openTasks({ c, home, number, rights }: Parameters<typeof SetUp>[0]): readonly PageOfList[] {
  const { t } = c.var;
  const { autopay, ebill, hasChosenAlerts } = home;
  const tasks: PageOfList[] = [];
  if (rights.includes('autopay') && (autopay === undefined || autopay.isPaused)) {
    tasks.push({
      ...{ href: paths.autopay(number), icon: 'autopay' },
      name: t(autopay === undefined ? 'home.autopay-start' : 'home.autopay-set-again'),
      says: t(autopay === undefined ? 'home.autopay-off' : 'home.autopay-paused'),
      ...(autopay === undefined ? {} : { state: <span class="c-tag c-tag--warn">{t('home.paused')}</span> }),
    });
  }
  if (rights.includes('manage') && ebill?.isVerified !== true) {
    tasks.push({
      ...{ href: paths.ebill(number), icon: 'mail' },
      name: t(ebill === undefined ? 'home.ebill-start' : 'home.ebill-change'),
      says: t(ebill === undefined ? 'home.ebill-off' : 'home.ebill-waiting', { email: ebill?.email ?? '' }),
      ...(ebill === undefined ? {} : { state: <span class="c-tag c-tag--warn">{t('home.waiting')}</span> }),
    });
  }
  if (!hasChosenAlerts) {
    tasks.push({
      ...{ href: paths.alertSettings(number), icon: 'alerts' },
      name: t('alerts.settings.title'),
      says: t('home.alerts-usual'),
    });
  }
  return tasks;
}
