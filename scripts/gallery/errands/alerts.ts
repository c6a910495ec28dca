import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';

/** A customer goes away for some days, and changes them. */
const awayFromHome: Errand = async (town) => {
  const { account } = town.told.neighbor;
  const visitor = await town.neighbor();
  await visitor.opens(paths.vacations(account));
  await visitor.fills({ from: '2026-06-12', until: '2026-06-27', irrigation: true });
  await visitor.presses(/^Save$/);
  await visitor.goes(paths.vacations(account));
  await visitor.follows(/\/vacations\/\d+$/);
  await visitor.shows();
};

/** What the leak's text says, in the demo's mailbox. */
const textOfALeak: Errand = async (town) => {
  const visitor = await town.neighbor();
  await visitor.until(`${paths.demoMailbox}?${new URLSearchParams({ to: '+15415550190' })}`, /\/texts\/\d+$/);
  await visitor.follows(/\/texts\/\d+$/);
  await visitor.shows();
};

/** A customer proves a telephone; the code comes by call. */
const calledUp: Errand = async (town) => {
  const visitor = await town.neighbor();
  await visitor.goes(paths.phone);
  await visitor.fills({ number: '541-555-0147', way: 'voice', agree: true });
  await visitor.presses(/^Send the code$/);
  await visitor.shows();
  await visitor.until(`${paths.demoMailbox}?${new URLSearchParams({ to: '+15415550147' })}`, /\/calls\/\d+$/);
  await visitor.follows(/\/calls\/\d+$/);
  await visitor.shows();
};

export const alerts = {
  'a text about a leak': textOfALeak,
  'days away from home': awayFromHome,
  'a code by telephone': calledUp,
};
