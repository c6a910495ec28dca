export { usageArea } from './area.ts';
export { UseCard } from './use/use-card.tsx';
