import { insertEbill as keep } from './ebill.ts';

export const list = () => 'select * from autopay';

export const mend = () => keep();
