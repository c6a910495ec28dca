import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { accountPage } from './account/get.tsx';
import { accountBillsPage } from './account-bills/get.tsx';
import { accountMessagesPage } from './account-messages/get.tsx';
import { accountNotesPage, postAccountNote } from './account-notes/page.tsx';
import { accountPeoplePage } from './account-people/get.tsx';
import { accountWaterPage } from './account-water/get.tsx';
import { homePage } from './home/get.tsx';
import { meterExchangePage, postMeterExchange } from './meter-exchange/page.tsx';
import { searchPage } from './search/get.tsx';
import { postServiceEnd, serviceEndPage } from './service-end/page.tsx';
import { postSessionsEnd, sessionsEndPage } from './sessions-end/page.tsx';
import { shortcutsPage } from './shortcuts/view.tsx';
import { searchSuggestions } from './suggestions/file.ts';

/** Finding an account, and all of it on one page. */
export const accountsArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.home, requireStaff('account.search'), homePage);
  app.get(at.search, requireStaff('account.search'), searchPage);
  app.get(at.searchSuggestions, requireStaff('account.search'), searchSuggestions);
  app.get(at.shortcuts, requireStaff('account.search'), shortcutsPage);
  app.get(at.account(':account'), requireStaff('account.view'), accountPage);
  app.get(at.accountBills(':account'), requireStaff('account.view'), accountBillsPage);
  app.get(at.accountWater(':account'), requireStaff('account.view'), accountWaterPage);
  app.get(at.accountMessages(':account'), requireStaff('account.view'), accountMessagesPage);
  app.get(at.accountPeople(':account'), requireStaff('account.view'), accountPeoplePage);
  app.get(at.accountNotes(':account'), requireStaff('note.view'), accountNotesPage);
  app.post(at.accountNotes(':account'), requireStaff('note.write'), postAccountNote);
  app.get(at.sessionsEnd(':account'), requireStaff('session.end'), sessionsEndPage);
  app.post(at.sessionsEnd(':account'), requireStaff('session.end'), postSessionsEnd);
  app.get(at.meterExchange(':account'), requireStaff('meter.exchange'), meterExchangePage);
  app.post(at.meterExchange(':account'), requireStaff('meter.exchange'), postMeterExchange);
  app.get(at.serviceEnd(':account'), requireStaff('service.end'), serviceEndPage);
  app.post(at.serviceEnd(':account'), requireStaff('service.end'), postServiceEnd);
};
