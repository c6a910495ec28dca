export { keepReads, type ReadToKeep } from '../../store/metering.ts';
export { correctRead, type ReadCorrection } from './correct-read.ts';
