import type { Child } from 'hono/jsx';
import { inLanguage } from '../../domain/kernel/index.ts';
import type { AuthorisedAccount } from '../../usecases/access/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import { DemoNotice, Document } from './document.tsx';
import type { PageFrame } from './page-frame.ts';
import { BackLink, PortalHeader } from './shell/portal-header.tsx';

export interface PortalFrameProps {
  readonly c: PageContext;
  readonly frame: PageFrame;
  /** The account that the menu leads to. */
  readonly home: AuthorisedAccount | undefined;
  readonly children: Child;
}

/** A page of the customer's side: header, places, the way back, main, footer. */
export function PortalFrame({ c, frame, home, children }: PortalFrameProps) {
  return (
    <Document c={c} frame={frame} body="c-portal">
      <header class="c-header">
        <DemoNotice c={c} />
        <PortalHeader c={c} home={home} />
      </header>
      <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
        <BackLink c={c} home={home} to={frame.back} />
        {children}
      </main>
      <Footer c={c} />
    </Document>
  );
}

function Footer({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  const { contact, name, official_address } = deps.utility;
  return (
    <footer class="c-footer">
      <div class="c-footer__inner">
        <p>
          {t('layout.footer-call', {
            phone: contact.billing_phone,
            hours: inLanguage(contact.office_hours, t.language),
          })}{' '}
          {t('layout.footer-emergency', { phone: contact.after_hours_phone })}{' '}
          <a href={paths.helpAnswer('report-a-problem')}>{t('help.report')}</a>
        </p>
        <p>
          {name}, {contact.street}, {contact.city} {contact.state} {contact.zip}
        </p>
        <p>
          {t('layout.official', { address: official_address })}{' '}
          <a href={paths.officialAddress}>{t('layout.official-link')}</a>
        </p>
        <p>
          <a href={paths.accessibility}>{t('accessibility.title')}</a>
        </p>
      </div>
    </footer>
  );
}
