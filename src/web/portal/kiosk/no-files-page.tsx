import { page } from '../../components/layout.tsx';
import type { PageContext } from '../../page.ts';

/** In the place of a file: a folder of the lobby computer is no place for it. */
export function noFilesPage(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  return page(
    c,
    { title: t('kiosk.no-files'), status: 403 },
    <>
      <h1>{t('kiosk.no-files')}</h1>
      <p class="usa-intro">{t('kiosk.no-files-body', { address: c.var.deps.utility.official_address })}</p>
    </>,
  );
}
