import { look } from '../../usecases/enrol/index.ts';

export const page = look;
