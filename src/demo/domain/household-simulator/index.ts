export { type Dice, dice } from './dice.ts';
export { drawHousehold, type Household } from './household.ts';
export { type PlannedLeak, pourLeak } from './leak.ts';
export { type RegisterRise, registerHours, scaleToReads } from './register-hours.ts';
export { simulateHours } from './simulate-hours.ts';
export { type SimulatedWeather, simulateWeather } from './simulated-weather.ts';
