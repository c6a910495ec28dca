import type { Child } from 'hono/jsx';
import { type Problem, present } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { newFormKey } from './form-key.ts';

/** A form that carries the token of its browser; every POST of the portal is one of these. */
export function Form(props: {
  c: PageContext;
  action: string;
  children?: Child;
  class?: string;
  encoding?: 'files';
  /** For fields that stand elsewhere on the page and name it as their `form`. */
  id?: string;
  /** Without a key: a payment's, which has one of its own, and signing in, of which nothing comes twice. */
  keyless?: boolean;
}) {
  const files = props.encoding === 'files' ? ({ enctype: 'multipart/form-data' } as const) : {};
  return (
    <form
      class={props.class ?? 'usa-form usa-form--large'}
      method="post"
      action={props.action}
      novalidate
      {...files}
      {...present({ id: props.id })}
    >
      <input type="hidden" name="form_token" value={props.c.var.csrf} />
      {props.keyless !== true && <input type="hidden" name="form_key" value={newFormKey()} />}
      {props.children}
    </form>
  );
}

/** What is wrong, first on the page and linked to each field (GOV.UK's error summary, in USWDS's alert). */
export function ErrorSummary({ c, problems }: { c: PageContext; problems: readonly Problem[] }) {
  const { t } = c.var;
  if (problems.length === 0) return null;
  return (
    <div class="usa-alert usa-alert--error" role="alert" tabindex={-1} id="error-summary">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{t('form.check-these', { count: problems.length })}</h2>
        <ul class="usa-list c-errors">
          {problems.map((problem) => (
            <li>
              {problem.field === undefined ? (
                problemText(c, problem)
              ) : (
                <a href={`#${problem.field}`}>{problemText(c, problem)}</a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The one translation of problems at the edge: days and moments are written as the page writes its others. */
export function problemText({ var: { t } }: PageContext, { code, params }: Problem): string {
  const spoken = (name: string, value: string | number): string | number => {
    if (typeof value !== 'string' || asTyped.has(name)) return value;
    if (isoDay.test(value)) return t.date(Temporal.PlainDate.from(value));
    return isoMoment.test(value) ? t.stamp(Temporal.Instant.from(value)) : value;
  };
  const all = Object.entries(params ?? {}).map(([name, value]) => [name, spoken(name, value)]);
  return t.maybe(`problem.${code}`, Object.fromEntries(all));
}

const isoDay = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:[\d:.]+Z$/;
/** What a person or a file wrote is shown back as they wrote it. */
const asTyped: ReadonlySet<string> = new Set(['found', 'value', 'typed', 'text']);

export interface FieldProps {
  readonly c: PageContext;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly problems?: readonly Problem[];
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'date' | 'datetime-local' | 'file';
  /** A token of HTML's autofill field names (WCAG 1.3.5); `off` where none fits. */
  readonly autocomplete: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'email' | 'tel';
  readonly optional?: boolean;
  /** Of a file: several may be chosen. */
  readonly multiple?: boolean;
  readonly size?: 'small' | 'medium';
}

/** One question: label, hint, error, input; tied together for screen readers. */
export function Field(props: FieldProps) {
  const { c, name, problems = [] } = props;
  const problem = problems.find((one) => one.field === name);
  const described = [props.hint === undefined ? '' : `${name}-hint`, problem === undefined ? '' : `${name}-error`]
    .filter((id) => id !== '')
    .join(' ');
  const size = props.size === undefined ? '' : ` c-input--${props.size}`;
  return (
    <div class={problem === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class={problem === undefined ? 'usa-label' : 'usa-label usa-label--error'} for={name}>
        {props.label}
        {props.optional === true && <span class="usa-hint"> {c.var.t('form.optional')}</span>}
      </label>
      {props.hint !== undefined && (
        <div class="usa-hint" id={`${name}-hint`}>
          {props.hint}
        </div>
      )}
      {problem !== undefined && (
        <div class="usa-error-message" id={`${name}-error`}>
          {problemText(c, problem)}
        </div>
      )}
      <input
        class={`usa-input${problem === undefined ? '' : ' usa-input--error'}${size}`}
        id={name}
        name={name}
        type={props.type ?? 'text'}
        {...(props.type === 'file' ? {} : { autocomplete: props.autocomplete })}
        {...(props.multiple === true ? { multiple: true } : {})}
        {...present({ value: props.value })}
        {...present({ inputmode: props.inputmode })}
        {...(described === '' ? {} : { 'aria-describedby': described })}
        {...(problem === undefined ? {} : { 'aria-invalid': 'true' })}
        {...(props.type === 'email' || props.inputmode !== undefined ? { spellcheck: false } : {})}
      />
    </div>
  );
}

/** One answer of several. */
export function Choices(props: {
  c: PageContext;
  name: string;
  legend: string;
  hint?: string;
  value?: string;
  problems?: readonly Problem[];
  choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly hint?: string;
    /** What this answer asks further: it opens under it, where the browser can tell, and is open where not. */
    readonly below?: Child;
  }[];
}) {
  const problem = (props.problems ?? []).find((one) => one.field === props.name);
  const described = [
    props.hint === undefined ? '' : `${props.name}-hint`,
    problem === undefined ? '' : `${props.name}-error`,
  ]
    .filter((id) => id !== '')
    .join(' ');
  return (
    <fieldset
      class="usa-fieldset c-choices"
      id={props.name}
      tabindex={-1}
      {...(described === '' ? {} : { 'aria-describedby': described })}
    >
      <legend class="usa-legend">{props.legend}</legend>
      {props.hint !== undefined && (
        <div class="usa-hint" id={`${props.name}-hint`}>
          {props.hint}
        </div>
      )}
      {problem !== undefined && (
        <div class="usa-error-message" id={`${props.name}-error`}>
          {problemText(props.c, problem)}
        </div>
      )}
      {props.choices.map((choice) => (
        <div class="usa-radio">
          <input
            class="usa-radio__input usa-radio__input--tile"
            type="radio"
            id={`${props.name}-${choice.value}`}
            name={props.name}
            value={choice.value}
            {...(choice.value === props.value ? { checked: true } : {})}
          />
          <label class="usa-radio__label" for={`${props.name}-${choice.value}`}>
            {choice.label}
            {choice.hint !== undefined && <span class="usa-checkbox__label-description">{choice.hint}</span>}
          </label>
          {choice.below !== undefined && <div class="c-below">{choice.below}</div>}
        </div>
      ))}
    </fieldset>
  );
}

export function Checkbox(props: {
  c: PageContext;
  name: string;
  label: string;
  checked?: boolean;
  problems?: readonly Problem[];
}) {
  const problem = (props.problems ?? []).find((one) => one.field === props.name);
  return (
    <div class={problem === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      {problem !== undefined && (
        <div class="usa-error-message" id={`${props.name}-error`}>
          {problemText(props.c, problem)}
        </div>
      )}
      <div class="usa-checkbox">
        <input
          class="usa-checkbox__input"
          type="checkbox"
          id={props.name}
          name={props.name}
          value="yes"
          {...(props.checked === true ? { checked: true } : {})}
          {...(problem === undefined ? {} : { 'aria-describedby': `${props.name}-error`, 'aria-invalid': 'true' })}
        />
        <label class="usa-checkbox__label" for={props.name}>
          {props.label}
        </label>
      </div>
    </div>
  );
}

export function Button(props: {
  text: string;
  kind?: 'primary' | 'outline' | 'secondary';
  name?: string;
  value?: string;
}) {
  const kind = props.kind === undefined || props.kind === 'primary' ? '' : ` usa-button--${props.kind}`;
  return (
    <button
      class={`usa-button${kind}`}
      type="submit"
      {...(props.name === undefined ? {} : { name: props.name, value: props.value ?? '' })}
    >
      {props.text}
    </button>
  );
}
