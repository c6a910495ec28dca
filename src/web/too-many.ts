import type { Problem } from '../domain/kernel/index.ts';
import type { TooManyTries } from '../usecases/access/index.ts';
import type { PageContext } from './page.ts';

export const isTooMany = (problem: Problem | readonly Problem[]): problem is TooManyTries => 'retryAt' in problem;

/** That page, where one of the problems is one. */
export const refuseTooMany = (
  c: PageContext,
  problems: readonly Problem[],
): Response | Promise<Response> | undefined => {
  const tooMany = problems.find(isTooMany);
  return tooMany && tooManyPage(c, tooMany);
};

/** The page that says when to try again. */
export const tooManyPage = (c: PageContext, { retryAt }: TooManyTries): Response | Promise<Response> =>
  c.var.refuse('too-many', { retryAfter: c.var.now.until(retryAt) });
