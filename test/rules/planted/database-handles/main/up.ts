import { openDatabase } from '../../../../../src/store/database.ts';

const db = openDatabase('');
db.transaction(() => db.pool);
