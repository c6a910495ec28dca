import type { Town } from '../store/town.ts';

export const homesOf = (town: Town) => town.homes;
