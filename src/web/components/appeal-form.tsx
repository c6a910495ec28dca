import type { Child } from 'hono/jsx';
import { type Problem, present } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { Button, Field, Form } from './form.tsx';

/** The one appeal against an answer of the utility's: why, and what else comes with it. */
export function AppealForm(props: {
  c: PageContext;
  action: string;
  typed: string;
  problems: readonly Problem[];
  encoding?: 'files';
  children?: Child;
}) {
  const { c, action, typed, problems, encoding, children } = props;
  const { t } = c.var;
  return (
    <>
      <h2>{t('appeal.title')}</h2>
      <p>{t('appeal.intro')}</p>
      <Form c={c} action={action} {...present({ encoding })}>
        <Field c={c} name="reason" label={t('appeal.why')} value={typed} problems={problems} autocomplete="off" />
        {children}
        <Button text={t('appeal.send')} kind="outline" />
      </Form>
    </>
  );
}
