import type { Child } from 'hono/jsx';
import { isPermitted, type Permission } from '../../domain/access/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import type { MessageKey } from '../words/words.ts';
import { DemoNotice, Document } from './document.tsx';
import { Drop } from './drop.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { MenuItem } from './menu-item.tsx';
import type { PageFrame } from './page-frame.ts';

/** A page of the staff's side: header, menu, main. */
export function ConsoleFrame({ c, frame, children }: { c: PageContext; frame: PageFrame; children: Child }) {
  return (
    <Document c={c} frame={frame} body="c-console">
      <header class="c-header">
        <DemoNotice c={c} />
        <div class="c-header__bar">
          <a class="c-header__name" href={paths.console.home}>
            <Drop />
            <span>{c.var.deps.utility.short_name}</span>
          </a>
          <LanguageSwitch c={c} />
        </div>
        <ConsoleMenu c={c} />
      </header>
      <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
        {children}
      </main>
    </Document>
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
