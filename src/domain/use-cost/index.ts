export { type CostHours, costsOfBars, gallonsSince, type PricedHours } from './cost-of-bars.ts';
export { type CostPeriod, type WaterPrice, waterPrice } from './cost-period.ts';
export { type HourCost, hourCosts } from './hour-costs.ts';
export { roundedRunning } from './rounded-running.ts';
export { type ServiceOverTime, serviceAt } from './service-over-time.ts';
