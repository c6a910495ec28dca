import { isOnOrAfter } from '../../../domain/kernel/index.ts';
import type { AuthorisedAccount } from '../../../usecases/access/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icon-shapes.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import type { BackTo } from '../page-frame.ts';
import { firstPageOf, menu, type Place, placeOf } from './places.ts';
import { UtilityName } from './utility-name.tsx';

interface HeaderProps {
  readonly c: PageContext;
  /** The account that the menu leads to; none where nobody is signed in, or no account is theirs yet. */
  readonly home: AuthorisedAccount | undefined;
}

/** Whose site this is, which home, the places of it, and the person. */
export function PortalHeader({ c, home }: HeaderProps) {
  const { t, loginId } = c.var;
  return (
    <div class={home === undefined ? 'c-header__bar c-header__bar--stranger' : 'c-header__bar'}>
      <UtilityName c={c} href={paths.home} />
      <div class="c-tools">
        <LanguageSwitch c={c} />
        {loginId === undefined ? <SignIn c={c} /> : <Person c={c} />}
      </div>
      {home === undefined ? <StrangersMenu c={c} /> : <Places c={c} home={home} />}
      <a class="c-help" href={paths.help} {...hereIf(c, paths.help)}>
        <Icon name="help" />
        {t('layout.help')}
      </a>
    </div>
  );
}

/** As links write it: `c.req.path` has the signs of an account's number decoded. */
const pathOf = (c: PageContext): string => new URL(c.req.url).pathname;

const hereIf = (c: PageContext, href: string) => (pathOf(c) === href ? ({ 'aria-current': 'page' } as const) : {});

function Places({ c, home }: { c: PageContext; home: AuthorisedAccount }) {
  const { t } = c.var;
  const number = home.number;
  const here = placeOf(pathOf(c), number);
  const current = (place: Place, href: string) =>
    pathOf(c) === href
      ? ({ 'aria-current': 'page' } as const)
      : place === here
        ? ({ 'aria-current': 'true' } as const)
        : {};
  return (
    <>
      <p class="c-where">
        <span dir="auto">{home.nickname ?? home.street}</span>
        <a href={paths.allAccounts}>{t('layout.change-home')}</a>
      </p>
      <nav class="c-places c-places--home" aria-label={t('layout.main-menu')}>
        <ul>
          {menu.map(({ place, icon }) => {
            const href = firstPageOf(place, number);
            return (
              <li>
                <a href={href} {...current(place, href)}>
                  <Icon name={icon} />
                  <span class="c-places__long">{t(`layout.place.${place}`)}</span>
                  <span class="c-places__short">{t(`layout.place-short.${place}`)}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
    </>
  );
}

interface LinkOfStrangers {
  readonly href: string;
  readonly icon: IconName;
  readonly text: string;
  /** On a phone, where a word is too long. */
  readonly short?: string;
  /** Stands elsewhere on a wider screen. */
  readonly onPhone?: boolean;
}

/** For strangers, and for a login without an account yet. */
function StrangersMenu({ c }: { c: PageContext }) {
  const { t, now, deps, loginId } = c.var;
  const open = isOnOrAfter(now, deps.utility.cutOver);
  const items: readonly (LinkOfStrangers | false)[] = [
    open && loginId !== undefined && { href: paths.accounts, icon: 'home', text: t('layout.account') },
    open && { href: paths.guestPay, icon: 'bills', text: t('layout.pay') },
    open &&
      loginId === undefined && { href: paths.registration.findAccount, icon: 'person', text: t('layout.register') },
    loginId === undefined && {
      ...{ href: paths.benefits, icon: 'info', text: t('layout.benefits') },
      short: t('layout.benefits-short'),
    },
    { href: paths.help, icon: 'help', text: t('layout.help'), onPhone: true },
  ];
  return (
    <nav class="c-places c-places--home" aria-label={t('layout.main-menu')}>
      <ul>
        {items
          .filter((item) => item !== false)
          .map(({ href, icon, text, short = text, onPhone = false }) => (
            <li class={onPhone ? 'c-places__phone' : undefined}>
              <a href={href} {...hereIf(c, href)}>
                <Icon name={icon} />
                <span class="c-places__long">{text}</span>
                <span class="c-places__short">{short}</span>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function SignIn({ c }: { c: PageContext }) {
  const { t, now, deps } = c.var;
  if (!isOnOrAfter(now, deps.utility.cutOver)) return null;
  return (
    <a class="c-tools__link" href={paths.signIn} {...hereIf(c, paths.signIn)}>
      {t('layout.sign-in')}
    </a>
  );
}

/** Opens without a script. */
function Person({ c }: { c: PageContext }) {
  const { t, csrf } = c.var;
  return (
    <details class="c-you">
      <summary>
        <Icon name="person" />
        {t('layout.person')}
      </summary>
      <ul>
        <li>
          <a href={paths.settings}>{t('settings.title')}</a>
        </li>
        <li>
          <a href={paths.security}>{t('settings.security')}</a>
        </li>
        <li>
          <form method="post" action={paths.signOut}>
            <input type="hidden" name="form_token" value={csrf} />
            <button type="submit">{t('layout.sign-out')}</button>
          </form>
        </li>
      </ul>
    </details>
  );
}

/** The way back: to what the page names, else to the first page of its place. */
export function BackLink({ c, home, to }: HeaderProps & { readonly to: BackTo | undefined }) {
  const back = to ?? placeAbove(c, home);
  if (back === undefined) return null;
  return (
    <nav class="c-back" aria-label={c.var.t('layout.back')}>
      <a href={back.href}>
        <Icon name="back" />
        {back.text}
      </a>
    </nav>
  );
}

function placeAbove(c: PageContext, home: AuthorisedAccount | undefined): BackTo | undefined {
  if (home === undefined) return undefined;
  const number = home.number;
  const place = placeOf(pathOf(c), number);
  if (place === undefined || place === 'home') return undefined;
  const href = firstPageOf(place, number);
  return href === pathOf(c) ? undefined : { href, text: c.var.t(`layout.place.${place}`) };
}
