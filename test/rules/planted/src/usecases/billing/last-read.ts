import { readsOf } from '../../store/metering/reads.ts';

export const lastRead = readsOf();
