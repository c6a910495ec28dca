import type { LetIn } from '../../domain/delegates/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** The rights of somebody let in, as notices carry them. */
export const rightsTold = ({ rights, endsOn }: LetIn) => ({
  mayPay: rights.includes('pay'),
  mayAlerts: rights.includes('alerts'),
  mayAutopay: rights.includes('autopay'),
  ...present({ endsOn }),
});

export const numberOf = ({ number }: Pick<AuthorisedAccount, 'number'>): string => number;
