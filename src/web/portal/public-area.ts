import type { App } from '../app.tsx';
import { paths } from '../paths.ts';
import { benefitsPage } from './benefits/get.tsx';
import { helpAnswerPage, helpPage } from './help/get.tsx';
import { officialAddressPage } from './official-address/get.tsx';

/** What anybody may read, before the cut-over and after. */
export function publicArea(app: App): void {
  app.get(paths.help, helpPage);
  app.get(paths.helpAnswer(':slug'), helpAnswerPage);
  app.get(paths.benefits, benefitsPage);
  app.get(paths.officialAddress, officialAddressPage);
}
