import { look, switchDelivery } from '../../usecases/enrol/index.ts';

export const page = [look, switchDelivery];
