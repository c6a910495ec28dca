export { conservationArea } from './area.ts';
export { SavingCard } from './saving-card.tsx';
