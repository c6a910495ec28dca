import { list } from '../../store/at-risk.ts';

export const task = list;
