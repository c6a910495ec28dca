import { useMailedCode } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { mailedCodeView } from './view.tsx';

export async function submitMailedCode(c: PageContext): Promise<Response> {
  const { loginId = '' } = c.var;
  const { code } = readForm(c, ['code']);
  const used = await useMailedCode(accessDeps(c), { loginId, code }, visitOf(c));
  if (used.ok) {
    const account = used.value;
    return c.redirect(`${paths.registration.welcome}?${new URLSearchParams({ account })}`, 303);
  }
  return isTooMany(used.problem) ? tooManyPage(c, used.problem) : mailedCodeView(c, [used.problem]);
}
