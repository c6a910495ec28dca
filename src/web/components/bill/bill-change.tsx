import { type BillChange, explainPart } from '../../../domain/bill-change/index.ts';
import { type Cents, cents, inLanguage } from '../../../domain/kernel/index.ts';
import type { BillChanges, ComparedBill } from '../../../usecases/bill-change/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';
import { said } from './said.ts';

/** Why a bill's charges are not the last one's and not a year ago's; portal and console show the same. */
export function BillChangeView({
  c,
  charges,
  changes,
  hrefOfBill,
}: {
  c: PageContext;
  charges: Cents;
  changes: BillChanges;
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
          <Comparison c={c} charges={charges} compared={compared} />
        </section>
      ))}
      <p class="usa-hint">{t('bill-change.how')}</p>
    </>
  );
}

function Comparison({ c, charges, compared }: { c: PageContext; charges: Cents; compared: ComparedBill }) {
  const { t } = c.var;
  return (
    <>
      <p>{differenceText(t, charges, compared.charges)}</p>
      {compared.change.ok ? (
        <ChangeParts c={c} change={compared.change.value} />
      ) : (
        <p class="c-note">{t('bill-change.cannot')}</p>
      )}
    </>
  );
}

/** The parts of a change and what they add up to. */
export function ChangeParts({ c, change }: { c: PageContext; change: BillChange }) {
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
const signed = (t: Words, amount: Cents): string => `${amount > 0 ? '+' : ''}${t.money(amount)}`;
