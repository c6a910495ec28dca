export { forecastArea } from './area.ts';
export { NextBillCard } from './next-bill/next-bill-card.tsx';
