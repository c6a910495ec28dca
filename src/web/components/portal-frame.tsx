import type { Child } from 'hono/jsx';
import { isOnOrAfter } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import { DemoNotice, Document } from './document.tsx';
import { Drop } from './drop.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { MenuItem } from './menu-item.tsx';
import type { PageFrame } from './page-frame.ts';

/** A page of the customer's side: header, menu, main, footer. */
export function PortalFrame({ c, frame, children }: { c: PageContext; frame: PageFrame; children: Child }) {
  return (
    <Document c={c} frame={frame} body="c-portal">
      <header class="c-header">
        <DemoNotice c={c} />
        <div class="c-header__bar">
          <a class="c-header__name" href={paths.home}>
            <Drop />
            <span>{c.var.deps.utility.short_name}</span>
          </a>
          <LanguageSwitch c={c} />
        </div>
        <PortalMenu c={c} />
      </header>
      <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
        {children}
      </main>
      <Footer c={c} />
    </Document>
  );
}

function PortalMenu({ c }: { c: PageContext }) {
  const { t, csrf, now, loginId, deps } = c.var;
  const open = isOnOrAfter(now, deps.utility.cutOver);
  return (
    <nav class="c-menu" aria-label={t('layout.main-menu')}>
      <ul>
        {open && loginId !== undefined && <MenuItem c={c} href={paths.accounts} text={t('layout.account')} />}
        {open && loginId === undefined && <MenuItem c={c} href={paths.guestPay} text={t('layout.pay')} />}
        <MenuItem c={c} href={paths.benefits} text={t('layout.benefits')} />
        <MenuItem c={c} href={paths.help} text={t('layout.help')} />
        {open && loginId === undefined && <MenuItem c={c} href={paths.signIn} text={t('layout.sign-in')} />}
        {loginId !== undefined && (
          <li>
            <form method="post" action={paths.signOut}>
              <input type="hidden" name="form_token" value={csrf} />
              <button class="c-menu__button" type="submit">
                {t('layout.sign-out')}
              </button>
            </form>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Footer({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  const { contact, name, official_address } = deps.utility;
  return (
    <footer class="c-footer">
      <div class="c-footer__inner">
        <p>
          {t('layout.footer-call', { phone: contact.billing_phone, hours: contact.office_hours[t.language] })}{' '}
          {t('layout.footer-emergency', { phone: contact.after_hours_phone })}{' '}
          <a href={paths.helpAnswer('report-a-problem')}>{t('help.report')}</a>
        </p>
        <p>
          {name}, {contact.street}, {contact.city} {contact.state} {contact.zip}
        </p>
        <p>
          {t('layout.official', { address: official_address })} ·{' '}
          <a href={paths.officialAddress}>{t('layout.official-link')}</a>
        </p>
      </div>
    </footer>
  );
}
