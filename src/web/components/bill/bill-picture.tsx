import type { PageContext } from '../../page.ts';

/** Where the two numbers and the ZIP code stand on a bill, drawn: no photograph to load, readable in both languages. */
export function BillPicture({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  return (
    <figure class="c-bill-picture">
      <svg viewBox="0 0 320 150" width="320" height="150" role="img" aria-labelledby="bill-picture-title">
        <title id="bill-picture-title">{t('register.find.picture')}</title>
        <rect x="1" y="1" width="318" height="148" rx="4" fill="#fff" stroke="#71767a" />
        <text x="14" y="28" font-size="13" font-weight="bold" fill="#0b4778">
          {deps.utility.short_name}
        </text>
        <rect x="150" y="14" width="158" height="34" rx="3" fill="#fff3cd" stroke="#936f00" stroke-width="2" />
        <text x="158" y="26" font-size="9" fill="#1b1b1b">
          {t('register.find.picture.number')}
        </text>
        <text x="158" y="42" font-size="13" font-weight="bold" fill="#1b1b1b">
          00123456-0004321
        </text>
        <text x="14" y="76" font-size="9" fill="#1b1b1b">
          {t('register.find.picture.address')}
        </text>
        <text x="14" y="90" font-size="12" fill="#1b1b1b">
          100 Sample St
        </text>
        <text x="14" y="108" font-size="12" fill="#1b1b1b">
          {deps.utility.contact.city}, {deps.utility.contact.state}
        </text>
        <rect x="100" y="95" width="52" height="18" rx="3" fill="#fff3cd" stroke="#936f00" stroke-width="2" />
        <text x="106" y="108" font-size="12" font-weight="bold" fill="#1b1b1b">
          {deps.utility.contact.zip}
        </text>
        <path d="M14 130h292M170 76h136M170 92h136M170 108h90" stroke="#c9c9c9" stroke-width="5" />
      </svg>
      <figcaption>{t('register.find.picture.caption')}</figcaption>
    </figure>
  );
}
