import type { AuthorisedAccount } from '../../../../usecases/access/index.ts';
import { page } from '../../../components/layout.tsx';
import { PageList, type PageOfList } from '../../../components/page-list.tsx';
import { homeInView } from '../../../home-in-view.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Everything that is set once and rarely changed: of the person, and of the home in view. */
export async function settingsPage(c: PageContext): Promise<Response> {
  const { t, session } = c.var;
  const home = await homeInView(c);
  return page(
    c,
    { title: t('settings.title') },
    <>
      <h1>{t('settings.title')}</h1>
      <h2>{t('settings.you')}</h2>
      <PageList label={t('settings.you')} pages={ofPerson(c, session?.email ?? '')} />
      {home !== undefined && (
        <>
          <h2>{home.nickname ?? home.street}</h2>
          <PageList label={home.nickname ?? home.street} pages={ofHome(c, home)} />
        </>
      )}
    </>,
  );
}

function ofPerson({ var: { t, deps } }: PageContext, email: string): readonly PageOfList[] {
  return [
    { href: paths.security, name: t('settings.security'), icon: 'lock', says: t('settings.security-says', { email }) },
    ...(deps.carrier === undefined
      ? []
      : [{ href: paths.phone, name: t('phone.title'), icon: 'phone' as const, says: t('settings.phone-says') }]),
    { href: paths.paymentMethods, name: t('methods.title'), icon: 'bills', says: t('settings.methods-says') },
    { href: paths.allAccounts, name: t('accounts.title'), icon: 'home', says: t('settings.accounts-says') },
  ];
}

function ofHome({ var: { t } }: PageContext, home: AuthorisedAccount): readonly PageOfList[] {
  const number = home.number;
  const isOwner = home.role === 'owner';
  return [
    {
      ...{ href: paths.alertSettings(number), name: t('alerts.settings.title'), icon: 'alerts' as const },
      says: t('settings.alerts-says'),
    },
    ...(isOwner && home.rights.includes('manage')
      ? [
          {
            ...{ href: paths.people(number), name: t('people.title'), icon: 'people' as const },
            says: t('settings.people-says'),
          },
        ]
      : []),
    ...(isOwner
      ? [
          {
            ...{ href: paths.notices(number), name: t('notices.title'), icon: 'mail' as const },
            says: t('settings.notices-says'),
          },
          {
            ...{ href: paths.accountAccess(number), name: t('access-log.title'), icon: 'seen' as const },
            says: t('settings.access-says'),
          },
        ]
      : []),
  ];
}
