import { list, mend } from '../../store/at-risk.ts';

export const task = [list, mend];
