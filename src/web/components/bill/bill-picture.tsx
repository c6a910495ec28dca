import { exampleNumber } from '../../../domain/accounts/index.ts';
import type { PageContext } from '../../page.ts';
import { numberCalledBriefly } from '../account-number-field.tsx';

/** Where the two numbers and the ZIP code stand on a bill, drawn: no photograph to load, readable in both languages. */
export function BillPicture({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  const { city, state } = deps.utility.contact;
  // A name that leaves no room for the ZIP code beside it is left out; a letter is about eight units wide.
  const place = city.length > 18 ? state : `${city}, ${state}`;
  const zipAt = Math.max(104, 22 + place.length * 8);
  return (
    <figure class="c-bill-picture">
      <svg viewBox="0 0 288 190" width="288" height="190" role="img" aria-labelledby="bill-picture-title">
        <title id="bill-picture-title">{t('register.find.picture')}</title>
        <rect x="1" y="1" width="286" height="188" rx="4" fill="#fff" stroke="#71767a" />
        <text x="14" y="28" font-size="16" font-weight="bold" fill={deps.utility.look.color}>
          {deps.utility.short_name}
        </text>
        <rect x="104" y="40" width="174" height="46" rx="3" fill="#fff3cd" stroke="#936f00" stroke-width="2" />
        <text x="112" y="58" font-size="14" fill="#1b1b1b">
          {numberCalledBriefly(c)}
        </text>
        <text x="112" y="77" font-size="15" font-weight="bold" fill="#1b1b1b">
          {exampleNumber(deps.utility.account_number)}
        </text>
        <text x="14" y="112" font-size="14" fill="#1b1b1b">
          {t('register.find.picture.address')}
        </text>
        <text x="14" y="132" font-size="14" fill="#1b1b1b">
          100 Sample St
        </text>
        <text x="14" y="153" font-size="14" fill="#1b1b1b">
          {place}
        </text>
        <rect x={zipAt} y="137" width="58" height="22" rx="3" fill="#fff3cd" stroke="#936f00" stroke-width="2" />
        <text x={zipAt + 7} y="153" font-size="14" font-weight="bold" fill="#1b1b1b">
          {deps.utility.contact.zip}
        </text>
        <path d="M14 54h76M14 70h60M184 112h90M184 130h90M14 176h260" stroke="#c9c9c9" stroke-width="5" />
      </svg>
      <figcaption>{t('register.find.picture.caption')}</figcaption>
    </figure>
  );
}
