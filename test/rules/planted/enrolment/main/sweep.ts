import { resume } from '../usecases/enrol/resume.ts';

export const nightly = resume;
