import { type BillChange, explainPart, explainPlace } from '../../../domain/bill-change/index.ts';
import { type Cents, cents, inLanguage } from '../../../domain/kernel/index.ts';
import type { BillChanges, ComparedBill, placesOfBill } from '../../../usecases/bill-change/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';
import { placeName } from '../use/place-choice.tsx';
import { said } from './said.ts';

/** Why a bill's charges are not the last one's and not a year ago's; portal and console show the same. */
export function BillChangeView({
  c,
  charges,
  changes,
  places,
  hrefOfBill,
}: {
  c: PageContext;
  charges: Cents;
  changes: BillChanges;
  /** What tells the places of the bill apart, where it is for several. */
  places: PlacesOfBill;
  hrefOfBill: (number: string) => string;
}) {
  const { t } = c.var;
  const shown = (['last', 'yearAgo'] as const).flatMap((which) => {
    const compared = changes[which];
    return compared === undefined ? [] : [{ which, compared }];
  });
  if (shown.length === 0) return <p class="c-note">{t('bill-change.first')}</p>;
  return (
    <>
      {shown.map(({ which, compared }) => (
        <section>
          <h2>
            <a href={hrefOfBill(compared.number)}>
              {t(which === 'last' ? 'bill-change.against-last' : 'bill-change.against-year-ago', {
                date: t.date(compared.issuedOn),
              })}
            </a>
          </h2>
          <Comparison {...{ c, charges, compared, places }} />
        </section>
      ))}
      <p class="usa-hint">{t('bill-change.how')}</p>
    </>
  );
}

type PlacesOfBill = Awaited<ReturnType<typeof placesOfBill>>;

interface ComparisonProps {
  readonly c: PageContext;
  readonly charges: Cents;
  readonly compared: ComparedBill;
  readonly places: PlacesOfBill;
}

function Comparison({ c, charges, compared, places }: ComparisonProps) {
  const { t } = c.var;
  return (
    <>
      <p>
        {differenceText(t, charges, compared.charges)}
        {compared.change.ok && <MainReason c={c} change={compared.change.value} />}
      </p>
      {compared.change.ok ? (
        <ChangeParts c={c} change={compared.change.value} places={places} />
      ) : (
        <p class="c-note">{t('bill-change.cannot')}</p>
      )}
    </>
  );
}

/** The part that weighs most in the direction in which the bill changed. */
function MainReason({ c, change }: { c: PageContext; change: BillChange }) {
  const { t } = c.var;
  const [main] = change.parts
    .filter(({ amount }) => Math.sign(amount) === Math.sign(change.difference))
    .toSorted((one, other) => Math.abs(other.amount) - Math.abs(one.amount));
  if (change.difference === 0 || main === undefined) return null;
  const what = t(`bill-change.kind.${main.kind}`);
  return (
    <>
      {' '}
      <strong>{t('bill-change.main', { what, amount: signed(t, main.amount) })}</strong>
    </>
  );
}

/** The parts of a change and what they add up to. */
export function ChangeParts({
  c,
  change,
  places,
}: {
  readonly c: PageContext;
  readonly change: BillChange;
  readonly places: PlacesOfBill;
}) {
  const { t } = c.var;
  return (
    <ul class="c-lines">
      {change.parts.map((part) => (
        <li>
          <div class="c-lines__line">
            <strong>{t(`bill-change.kind.${part.kind}`)}</strong>
            <span class="c-numeric">{signed(t, part.amount)}</span>
          </div>
          {said(c, explainPart(change, part))}
          {part.kind === 'use' && <ByPlace {...{ c, change, places }} />}
          {part.of.length > 0 && (
            <ul class="usa-list">
              {part.of.map(({ label, amount }) => (
                <li>
                  {inLanguage(label, t.language)}: {signed(t, amount)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
      <li>
        <div class="c-lines__line">
          <strong>{t('bill-change.difference')}</strong>
          <strong class="c-numeric">{signed(t, change.difference)}</strong>
        </div>
      </li>
    </ul>
  );
}

/** Of several places, which of them used more. */
function ByPlace({ c, change, places }: Parameters<typeof ChangeParts>[0]) {
  const named = change.places.flatMap((one) => {
    const place = places.get(one.servicePointId);
    return place === undefined ? [] : [explainPlace(change, one, placeName(c, place))];
  });
  return named.length === 0 ? null : (
    <ul class="usa-list">
      {named.map((sentence) => (
        <li>{said(c, sentence)}</li>
      ))}
    </ul>
  );
}

/** `The charges of this bill are $42.78. They were $37.16 then: $5.62 more now.` */
export function differenceText(t: Words, now: Cents, before: Cents): string {
  const sense = now === before ? 'same' : now > before ? 'more' : 'less';
  return t(`bill-change.${sense}`, {
    now: t.money(now),
    before: t.money(before),
    difference: t.money(cents(Math.abs(now - before))),
  });
}

/** `+$5.62`, `−$3.00`. */
const signed = (t: Words, amount: Cents): string => t.inOwnOrder(`${amount > 0 ? '+' : ''}${t.money(amount)}`);
