import { insertEbill } from '../../store/ebill.ts';

export const switchToEbill = insertEbill;
