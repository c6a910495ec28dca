import { insertEbill } from '../store/barrel.ts';

export const command = insertEbill;
