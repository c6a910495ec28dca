import { switchDelivery } from '../../usecases/enrol/index.ts';

export const enrol = switchDelivery;
