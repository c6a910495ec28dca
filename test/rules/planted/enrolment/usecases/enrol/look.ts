import { selectEbill } from '../../store/ebill.ts';

export const look = selectEbill;
