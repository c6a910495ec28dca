import * as ebill from '../../store/ebill.ts';

export const page = ebill;
