import type { Child } from 'hono/jsx';
import { type Problem, present } from '../../domain/kernel/index.ts';
import type { AccountOverview } from '../../usecases/accounts/index.ts';
import { ErrorSummary } from '../components/form.tsx';
import { Icon } from '../components/icon.tsx';
import { page } from '../components/layout.tsx';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';

interface FormPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  /** What was wrong with what was typed; 422 where there is any. */
  readonly problems: readonly Problem[];
  readonly width?: 'wide';
}

/** A page with a form of the staff: the way back, what was wrong, the title, and `body`. */
export function formPage(
  c: PageContext,
  { title, back, problems, width }: FormPage,
  body: Child,
): Response | Promise<Response> {
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200, ...present({ width }) },
    <>
      <p>
        <a href={back.href} data-key="b">
          <Icon name="back" /> {back.text}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {body}
    </>,
  );
}

/** The way back to an account's page. */
export function toAccount(account: Pick<AccountOverview, 'number' | 'customer'>): FormPage['back'] {
  const number = account.number;
  return { href: paths.console.account(number), text: `${account.customer.name} ${number}` };
}
