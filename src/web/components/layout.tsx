import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { isPermitted, type Permission } from '../../domain/access/index.ts';
import { isOnOrAfter } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import type { MessageKey } from '../words/words.ts';

export interface PageFrame {
  readonly title: string;
  readonly status?: 200 | 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 503;
  /** The console's header and menu instead of the portal's. */
  readonly realm?: 'portal' | 'console';
  /** `wide` for tables and boards; a form or an answer reads best narrow. */
  readonly width?: 'narrow' | 'wide';
}

/** Sends `children` inside the whole page: header, language switch, main, footer. */
export function page(c: PageContext, frame: PageFrame, children: Child): Response | Promise<Response> {
  return c.html(<Layout c={c} frame={frame} children={children} />, frame.status ?? 200);
}

function Layout({ c, frame, children }: { c: PageContext; frame: PageFrame; children: Child }) {
  const { t, deps } = c.var;
  const { utility } = deps;
  const console = frame.realm === 'console';
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={t.locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{t('layout.title', { page: frame.title, utility: utility.short_name })}</title>
          <meta name="theme-color" content="#0b4778" />
          <link rel="icon" href={deps.assets.url('drop.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={deps.assets.url('caudal.css')} />
          <script src={deps.assets.url('enhance.js')} defer />
        </head>
        <body class={console ? 'c-console' : 'c-portal'}>
          <a class="usa-skipnav" href="#main">
            {t('layout.skip')}
          </a>
          <header class="c-header">
            {deps.demo && (
              <p class="c-demo">
                {t('layout.demo')} <a href={paths.demoMailbox}>{t('layout.demo-mailbox')}</a>
              </p>
            )}
            <div class="c-header__bar">
              <a class="c-header__name" href={console ? paths.console.home : paths.home}>
                <Drop />
                <span>{utility.short_name}</span>
              </a>
              <LanguageSwitch c={c} />
            </div>
            {console ? <ConsoleMenu c={c} /> : <PortalMenu c={c} />}
          </header>
          <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
            {children}
          </main>
          {!console && <Footer c={c} />}
        </body>
      </html>
    </>
  );
}

/** A form, so that switching works without JavaScript and no address carries a language. */
function LanguageSwitch({ c }: { c: PageContext }) {
  const { t, csrf, path } = c.var;
  const other = t.language === 'es' ? 'en' : 'es';
  return (
    <form class="c-language" method="post" action={paths.language}>
      <input type="hidden" name="form_token" value={csrf} />
      <input type="hidden" name="back" value={path} />
      <button class="c-language__button" type="submit" name="language" value={other} lang={other}>
        {t('layout.language-other')}
      </button>
    </form>
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

/** Only what the role may open. */
const consoleMenu = [
  [paths.console.home, 'console.menu.search', 'account.search'],
  [paths.console.transition, 'console.menu.transition', 'transition.view'],
  [paths.console.billRuns, 'console.menu.bill-runs', 'bill-run.view'],
  [paths.console.leaks, 'console.menu.water', 'leak.view'],
  [paths.console.leakCredits, 'console.menu.leak-credits', 'leak-credit.view'],
  [paths.console.rebates, 'console.menu.rebates', 'rebate.view'],
  [paths.console.objections, 'console.objections.title', 'access-objection.view'],
  [paths.console.disputes, 'console.disputes.title', 'dispute.view'],
  [paths.console.autopayPaused, 'console.autopay-paused.title', 'dispute.view'],
  [paths.console.comparison, 'console.comparison.menu', 'dispute.view'],
  [paths.console.fees, 'console.fees.title', 'fee.answer'],
  [paths.console.printBatches, 'console.menu.print', 'print-batch.view'],
  [paths.console.deadLetters, 'console.dead-letters.title', 'dead-letter.view'],
  [paths.console.readsImports, 'console.menu.reads', 'reads.import'],
  [paths.console.readsExceptions, 'console.menu.validation', 'reads.validate'],
  [paths.console.billCorrections, 'console.corrections.title', 'bill-correction.answer'],
] as const satisfies readonly (readonly [href: string, text: MessageKey, permission: Permission])[];

function ConsoleMenu({ c }: { c: PageContext }) {
  const { t, csrf, staff } = c.var;
  if (staff === undefined) return null;
  return (
    <nav class="c-menu" aria-label={t('layout.main-menu')}>
      <ul>
        {consoleMenu
          .filter(([, , permission]) => isPermitted(staff.role, permission))
          .map(([href, text]) => (
            <MenuItem c={c} href={href} text={t(text)} />
          ))}
        <li>
          <form method="post" action={paths.console.signOut}>
            <input type="hidden" name="form_token" value={csrf} />
            <button class="c-menu__button" type="submit">
              {t('layout.sign-out')}
            </button>
          </form>
        </li>
      </ul>
    </nav>
  );
}

function MenuItem({ c, href, text }: { c: PageContext; href: string; text: string }) {
  const current = href === c.req.path ? ({ 'aria-current': 'page' } as const) : {};
  return (
    <li>
      <a href={href} {...current}>
        {text}
      </a>
    </li>
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

function Drop() {
  return (
    <svg class="c-drop" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
      <path d="M12 2C8 7.6 5 11.4 5 15a7 7 0 0 0 14 0c0-3.600-3-7.400-7-13z" fill="currentColor" />
    </svg>
  );
}
