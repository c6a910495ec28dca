export const tell = (db) => db.transaction((tx) => tx);
