import { alertRules, keepLeaks } from '../../usecases/alerts/index.ts';
import { catchUp, transitionPolicy } from '../../usecases/transition/index.ts';
import { keepBilledMonths } from '../../usecases/water-balance/index.ts';
import type { Task } from '../task.ts';

/** What happened in the last minute is taken into the figures of the console, so that a page has little to take in. */
export const keepFiguresTask: Task = async (_, { db, utility }) => {
  await catchUp(db, transitionPolicy(utility));
  await keepBilledMonths(db);
  await keepLeaks(db, alertRules(utility));
};
