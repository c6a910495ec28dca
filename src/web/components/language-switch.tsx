import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';

/** A form, so that switching works without JavaScript and no address carries a language. */
export function LanguageSwitch({ c }: { c: PageContext }) {
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
