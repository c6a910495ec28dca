import { raw } from 'hono/html';
import { kioskLimits, visitEndsAt } from '../../../domain/kiosk/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** On every page of a visit: until when it lasts, how to print, and the one button that ends and wipes it. */
export function kioskBar(c: PageContext, visit: { readonly beganAt: Temporal.Instant }): string {
  const { t, now, csrf } = c.var;
  const endsAt = visitEndsAt(visit);
  return String(
    <section
      class="c-kiosk-bar"
      aria-label={t('kiosk.bar')}
      data-kiosk
      data-idle={kioskLimits.idleSeconds}
      data-warning={kioskLimits.warningSeconds}
      data-left={Math.max(0, Math.floor(now.until(endsAt).total('seconds')))}
      data-active={paths.kiosk.active}
      data-over={`${paths.kiosk.home}?ended=idle`}
    >
      <p class="c-kiosk-bar__time">{t('kiosk.bar-ends', { time: t.time(endsAt) })}</p>
      <button class="usa-button usa-button--outline c-kiosk-bar__keys" type="button" data-keyboard hidden>
        {t('kiosk.keyboard')}
      </button>
      <button class="usa-button usa-button--outline" type="button" data-print hidden>
        {t('kiosk.print')}
      </button>
      <form method="post" action={paths.kiosk.end} autocomplete="off">
        <input type="hidden" name="form_token" value={csrf} />
        <button class="usa-button c-kiosk-bar__end" type="submit">
          {t('kiosk.end')}
        </button>
      </form>
      <dialog class="c-kiosk-warning" aria-labelledby="kiosk-warning" data-warning-dialog>
        <h2 id="kiosk-warning">{t('kiosk.warning')}</h2>
        <p>
          {t('kiosk.warning-body')} <strong class="c-kiosk-warning__count" data-count></strong>
        </p>
        <p class="usa-sr-only" role="status" data-spoken></p>
        <p>
          <button class="usa-button" type="button" data-stay>
            {t('kiosk.warning-stay')}
          </button>
        </p>
      </dialog>
    </section>,
  );
}

/** The scripts, and a page that wipes itself where they do not run. */
export function kioskHead(c: PageContext): string {
  const { deps } = c.var;
  const over = `${kioskLimits.idleSeconds};url=${paths.kiosk.home}?ended=idle`;
  return String(
    <>
      <script src={deps.assets.url('kiosk.js')} defer />
      <script src={deps.assets.url('kiosk-keyboard.js')} defer />
      {raw('<noscript>')}
      <meta http-equiv="refresh" content={over} />
      {raw('</noscript>')}
    </>,
  );
}
