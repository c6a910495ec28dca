import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import { Icon } from './icon.tsx';

/**
 * Forms, so that switching works without JavaScript and no address carries a language. The other of two languages is one
 * button; more open as a list. Each is called what its readers call it.
 */
export function LanguageSwitch({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  const others = deps.utility.languages.filter((one) => one !== t.language);
  const [other, ...more] = others;
  if (other === undefined) return null;
  if (more.length === 0) return <Choose c={c} language={other} />;
  return (
    <details class="c-you c-language-list">
      <summary>
        <Icon name="language" />
        {t.languageName(t.language)}
      </summary>
      <ul>
        {others.map((one) => (
          <li>
            <Choose c={c} language={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Choose({ c, language }: { c: PageContext; language: string }) {
  const { csrf, path, deps } = c.var;
  return (
    <form class="c-language" method="post" action={paths.language}>
      <input type="hidden" name="form_token" value={csrf} />
      <input type="hidden" name="back" value={path} />
      <button class="c-language__button" type="submit" name="language" value={language} lang={language} dir="auto">
        {deps.words(language).languageName(language)}
      </button>
    </form>
  );
}
