import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** The utility's name and mark. */
export function UtilityName({ c, href }: { c: PageContext; href: string }) {
  const { deps } = c.var;
  const { look, short_name } = deps.utility;
  return (
    <a class="c-header__name" href={href}>
      {look.mark === undefined ? <Drop /> : <img src={deps.assets.url(look.mark)} alt="" height="32" />}
      <span>{short_name}</span>
    </a>
  );
}

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

function Drop() {
  return (
    <svg class="c-drop" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
      <path d="M12 2C8 7.6 5 11.4 5 15a7 7 0 0 0 14 0c0-3.600-3-7.400-7-13z" fill="currentColor" />
    </svg>
  );
}
