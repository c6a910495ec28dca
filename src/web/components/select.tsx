import type { Problem } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { problemText } from './form.tsx';

/** One of a list, where the list is long. */
export function Select(props: {
  c: PageContext;
  name: string;
  label: string;
  value: string;
  options: readonly { readonly value: string; readonly text: string }[];
  problems?: readonly Problem[];
}) {
  const problem = (props.problems ?? []).find((one) => one.field === props.name);
  return (
    <div class={problem === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class="usa-label" for={props.name}>
        {props.label}
      </label>
      {problem !== undefined && (
        <div class="usa-error-message" id={`${props.name}-error`}>
          {problemText(props.c, problem)}
        </div>
      )}
      <select
        class="usa-select"
        id={props.name}
        name={props.name}
        {...(problem === undefined ? {} : { 'aria-describedby': `${props.name}-error`, 'aria-invalid': 'true' })}
      >
        {props.options.map(({ value, text }) => (
          <option value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
