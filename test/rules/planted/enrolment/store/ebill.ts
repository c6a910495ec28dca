export const selectEbill = () => 'select * from ebill';

const write = () => 'insert into ebill (account_id) values ($1)';

export const insertEbill = () => write();
