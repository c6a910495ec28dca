import type { ListAsked, ListPart } from '../../../domain/kernel/index.ts';
import type { ObjectionCase } from '../../../store/access/index.ts';
import { objectionById, selectObjections } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';

export {
  type ObjectionCase,
  type PersonOnAccount,
  peopleOnAccount as peopleWithAccess,
} from '../../../store/access/index.ts';

/** Objections for the staff: those that wait, or the newest that are decided. */
export const objectionQueue = (
  db: Database,
  of: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<ObjectionCase>> => selectObjections(db, of);

export const findObjection = (db: Database, id: number): Promise<ObjectionCase | undefined> => objectionById(db, id);
