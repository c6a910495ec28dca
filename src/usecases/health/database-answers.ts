import type { Database } from '../../store/database.ts';
import { askForAnswer } from '../../store/database-server.ts';

/** Throws where the database does not answer: then no page can be served. */
export const databaseAnswers = (db: Database): Promise<void> => askForAnswer(db);
