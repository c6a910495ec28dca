import { customerFields } from '../../../../domain/accounts/index.ts';
import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { moveIn, type Place } from '../../../../usecases/accounts/index.ts';
import { type VacantUse, vacantUseAt } from '../../../../usecases/billing/index.ts';
import { noNumber, type TypedNumberFields, typedNumberFields } from '../../../components/account-number-field.tsx';
import { Choices, Field } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, may, todayOf } from '../../request.ts';
import { cycleOf, MoveFields, newNumberTyped, typedReads } from '../move-fields.tsx';
import { placeAt, toPlace } from '../place-at.ts';

const fields = [
  ...(['who', 'customer', 'customer_number', 'on', 'cycle', 'deposit', 'paid_by', 'reason'] as const),
  ...customerFields,
] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

interface MoveInForm {
  readonly place: Place;
  readonly typed: Typed;
  readonly numberTyped: TypedNumberFields;
  readonly reads: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Somebody moves in: who, from which day, with which read and which deposit. */
export async function moveInPage(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const { line1, line2, city, state, zip } = place.details;
  const typed = {
    ...{ who: 'new', customer: '', customer_number: '', on: todayOf(c).toString(), cycle: cycleOf(place) },
    ...{ deposit: '', paid_by: 'cash', reason: '', name: '', language: c.var.deps.utility.languages[0], phone: '' },
    ...{ line1, line2, line3: '', line4: '', city, state, zip, country: '' },
  };
  return form(c, { place, typed, numberTyped: noNumber, reads: {}, problems: [] });
}

export async function postMoveIn(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const reads = typedReads(c);
  const numberTyped = typedNumberFields(c);
  const number = newNumberTyped(c, numberTyped);
  if (!number.ok) return form(c, { place, typed, numberTyped, reads, problems: number.problem });
  const { who, customer, customer_number, on: typedOn, cycle, deposit, paid_by, reason, ...details } = typed;
  const asked = {
    ...{
      premise: place.number,
      number: number.value,
      cycle,
      reads,
      reason,
      deposit: { kind: deposit, paidBy: paid_by },
    },
    who:
      who === 'known'
        ? ({ kind: 'known', number: customer } as const)
        : ({ kind: 'new', number: customer_number, details } as const),
    ...present({ on: typedDay(typedOn) }),
  };
  const done = await moveIn(c.var.deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.account(done.value.number), 303)
    : form(c, { place, typed, numberTyped, reads, problems: done.problem });
}

async function form(c: PageContext, { place, typed, numberTyped, reads, problems }: MoveInForm): Promise<Response> {
  const { t, deps } = c.var;
  const vacant = await vacantUseAt(deps.db, place.premiseId, todayOf(c));
  return formPage(
    c,
    { title: t('console.move-in.title'), back: toPlace(place), problems },
    <>
      <p class="usa-intro">{t('console.move-in.intro')}</p>
      <Vacant c={c} vacant={vacant} />
      <ReasonForm
        c={c}
        action={paths.console.moveIn(place.number)}
        button={t('console.move-in.button')}
        label={t('console.place.reason')}
        hint={t('console.place.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <Choices
          c={c}
          name="who"
          legend={t('console.move-in.who')}
          value={typed.who}
          problems={problems}
          choices={[
            {
              value: 'known',
              label: t('console.move-in.who.known'),
              below: (
                <Field
                  c={c}
                  problems={problems}
                  name="customer"
                  label={t('console.move-in.customer')}
                  hint={t('console.move-in.customer-hint')}
                  value={typed.customer}
                  autocomplete="off"
                />
              ),
            },
            {
              value: 'new',
              label: t('console.move-in.who.new'),
              below: <NewCustomer c={c} typed={typed} problems={problems} />,
            },
          ]}
        />
        <MoveFields c={c} place={place} typed={typed} number={numberTyped} reads={reads} problems={problems} />
        {may(c, 'deposit.take') && deps.utility.deposits.kinds.length > 0 && (
          <>
            <Select
              c={c}
              problems={problems}
              name="deposit"
              label={t('console.move-in.deposit')}
              value={typed.deposit}
              options={[
                { value: '', text: t('console.move-in.deposit.none') },
                ...deps.utility.deposits.kinds.map(({ id, name, amount }) => ({
                  value: id,
                  text: `${name[t.language] ?? name.en} (${t.money(amount)})`,
                })),
              ]}
            />
            <Select
              c={c}
              problems={problems}
              name="paid_by"
              label={t('console.deposit.paid-by')}
              value={typed.paid_by}
              options={(['cash', 'check'] as const).map((one) => ({
                value: one,
                text: t(`console.deposit.${one}`),
              }))}
            />
          </>
        )}
      </ReasonForm>
    </>,
  );
}

function NewCustomer({
  c,
  typed,
  problems,
}: {
  readonly c: PageContext;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}) {
  const { t, deps } = c.var;
  return (
    <>
      {customerFields.map((name) =>
        name === 'language' ? (
          <Select
            c={c}
            problems={problems}
            name={name}
            label={t('console.customer-change.language')}
            value={typed.language}
            options={deps.utility.languages.map((one) => ({ value: one, text: t.languageName(one) }))}
          />
        ) : (
          <Field
            c={c}
            problems={problems}
            name={name}
            label={t(`console.customer-change.${name}`)}
            value={typed[name]}
            autocomplete="off"
            optional={['phone', 'line2', 'line3', 'line4', 'country'].includes(name)}
          />
        ),
      )}
      <Field
        c={c}
        problems={problems}
        name="customer_number"
        label={t('console.move-in.customer-number')}
        hint={t('console.place.number-hint')}
        value={typed.customer_number}
        autocomplete="off"
        optional
      />
    </>
  );
}

/** What ran while nobody was served: named, and not billed to who comes. */
function Vacant({ c, vacant }: { readonly c: PageContext; readonly vacant: readonly VacantUse[] }) {
  const { t } = c.var;
  return (
    <>
      {vacant
        .filter(({ until }) => until === undefined)
        .map(({ since, serial, gallons }) => (
          <p>{t('console.move-in.vacant', { date: t.date(since), serial, gallons: t.number(Math.round(gallons)) })}</p>
        ))}
    </>
  );
}
