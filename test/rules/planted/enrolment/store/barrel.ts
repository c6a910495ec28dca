export * from './ebill.ts';
