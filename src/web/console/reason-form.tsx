import type { Child } from 'hono/jsx';
import { type Problem, present } from '../../domain/kernel/index.ts';
import { Button, Field, Form } from '../components/form.tsx';
import type { PageContext } from '../page.ts';

interface ReasonForm {
  readonly c: PageContext;
  readonly action: string;
  readonly button: string;
  readonly kind?: 'primary' | 'outline' | 'secondary';
  /** A note that can be left out. */
  readonly isOptional?: boolean;
  /** What was typed, where the form comes back. */
  readonly reason?: string | undefined;
  readonly label?: string;
  readonly hint?: string;
  readonly problems?: readonly Problem[] | undefined;
  /** For fields that stand elsewhere on the page. */
  readonly id?: string;
  /** What is asked before the reason. */
  readonly children?: Child;
}

/** What staff decide ends in a reason that is kept, and a button: every such form of the console is this one. */
export function ReasonForm({ c, action, button, children, ...form }: ReasonForm) {
  return (
    <Form c={c} action={action} {...present({ id: form.id })}>
      {children}
      <Field
        c={c}
        name="reason"
        label={form.label ?? c.var.t('console.validation.reason')}
        value={form.reason ?? ''}
        problems={form.problems ?? []}
        autocomplete="off"
        optional={form.isOptional === true}
        {...present({ hint: form.hint })}
      />
      <Button text={button} {...present({ kind: form.kind })} />
    </Form>
  );
}
