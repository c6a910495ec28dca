import { catchUp, transitionPolicy } from '../../usecases/transition/index.ts';
import type { Task } from '../task.ts';

/** What happened in the last minute is taken into the figures of the console, so that a page has little to take in. */
export const keepFiguresTask: Task = (_, { db, utility }) => catchUp(db, transitionPolicy(utility));
