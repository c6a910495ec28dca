import { latest } from '../../../../usecases/billing/index.ts';

export const schema = latest();
