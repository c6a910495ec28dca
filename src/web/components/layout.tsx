import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { isPermitted, type Permission } from '../../domain/access/index.ts';
import type { AuthorisedAccount } from '../../usecases/access/index.ts';
import { homeInView } from '../home-in-view.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import type { MessageKey } from '../words/words.ts';
import { BackLink, type BackTo, PortalHeader } from './shell/portal-header.tsx';
import { LanguageSwitch, UtilityName } from './shell/utility-name.tsx';

export interface PageFrame {
  readonly title: string;
  readonly status?: 200 | 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 503;
  /** The console's header and menu instead of the portal's. */
  readonly realm?: 'portal' | 'console';
  /** `wide` for tables and boards; a form or an answer reads best narrow. */
  readonly width?: 'narrow' | 'wide';
  /** Where the page belongs, where that is not the first page of its place. */
  readonly back?: BackTo;
}

/** Sends `children` inside the whole page: header, places, language switch, main, footer. */
export async function page(c: PageContext, frame: PageFrame, children: Child): Promise<Response> {
  const { status = 200 } = frame;
  // Where something is broken the page that says so asks the database nothing.
  const home = frame.realm === 'console' || status >= 500 ? undefined : await homeInView(c);
  return c.html(<Layout c={c} frame={frame} home={home} children={children} />, status);
}

interface LayoutProps {
  readonly c: PageContext;
  readonly frame: PageFrame;
  readonly home: AuthorisedAccount | undefined;
  readonly children: Child;
}

function Layout({ c, frame, home, children }: LayoutProps) {
  const { t, deps } = c.var;
  const { utility } = deps;
  const console = frame.realm === 'console';
  const title = t('layout.title', { page: frame.title, utility: utility.short_name });
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={t.locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{(frame.status ?? 200) >= 400 ? t('layout.error-title', { title }) : title}</title>
          <meta
            name="description"
            content={t('layout.description', { page: frame.title, utility: utility.short_name })}
          />
          <meta name="theme-color" content={utility.look.color} />
          <link rel="icon" href={deps.assets.url(utility.look.mark ?? 'drop.svg')} />
          <link rel="stylesheet" href={deps.assets.url('utility.css')} />
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
            {console ? <ConsoleHeader c={c} /> : <PortalHeader c={c} home={home} />}
          </header>
          <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
            {!console && <BackLink c={c} home={home} to={frame.back} />}
            {children}
          </main>
          {!console && <Footer c={c} />}
        </body>
      </html>
    </>
  );
}

function ConsoleHeader({ c }: { c: PageContext }) {
  return (
    <>
      <div class="c-header__bar">
        <UtilityName c={c} href={paths.console.home} />
        <LanguageSwitch c={c} />
      </div>
      <ConsoleMenu c={c} />
    </>
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
