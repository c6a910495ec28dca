import { formatMailedCode } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { recoveryCodesSaved, renewRecoveryCodes } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, Checkbox, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Recovery codes, this once: to print, to download or to write down. */
export function recoveryCodesView(
  c: PageContext,
  codes: readonly string[],
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const title = t('recovery-codes.title');
  const lines = codes.map(formatMailedCode);
  const site = new URL(deps.publicUrl).host;
  const text = [t('recovery-codes.file', { utility: deps.utility.name, site }), '', ...lines, ''].join('\r\n');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('recovery-codes.intro')}</p>
      <ol class="c-codes">
        {lines.map((line) => (
          <li>
            <code>{line}</code>
          </li>
        ))}
      </ol>
      <p class="c-codes__print">{t('recovery-codes.of', { utility: deps.utility.name, site })}</p>
      <ul class="c-codes__ways">
        <li>
          <a
            class="usa-button usa-button--outline"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={t('recovery-codes.file-name')}
          >
            {t('recovery-codes.download')}
          </a>
        </li>
        <li>
          <button class="usa-button usa-button--outline" type="button" data-print hidden>
            {t('recovery-codes.print')}
          </button>
        </li>
      </ul>
      <p>{t('recovery-codes.where')}</p>
      <Form c={c} action={paths.recoveryCodesSaved}>
        <input type="hidden" name="codes" value={codes.join(' ')} />
        <Checkbox c={c} name="saved" label={t('recovery-codes.saved')} problems={problems} />
        <Button text={t('recovery-codes.done')} />
      </Form>
    </>,
  );
}

/** New ones in the place of all before. */
export async function renewCodes(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  const renewed = await renewRecoveryCodes(deps, loginId, visitOf(c));
  return renewed.ok ? recoveryCodesView(c, renewed.value) : c.redirect(paths.security, 303);
}

/** Without the tick the codes are shown again, from the form itself: here they are kept as hashes alone. */
export async function submitCodesSaved(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  const { saved, codes } = readForm(c, ['saved', 'codes']);
  if (saved !== 'yes') {
    const shown = codes.split(' ').filter((code) => /^[2-9A-Z]{12}$/.test(code));
    return recoveryCodesView(c, shown, [{ code: 'access.codes-not-saved', field: 'saved' }]);
  }
  await recoveryCodesSaved(deps.db, loginId, visitOf(c));
  return c.redirect(`${paths.security}?news=codes-saved`, 303);
}
