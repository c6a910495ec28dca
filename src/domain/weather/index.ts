export { type GhcnDays, ghcnReader, type WeatherProblem } from './ghcn-file.ts';
export { type GhcnUnits, ghcnUnits } from './ghcn-units.ts';

export { type DailyWeather, type StationDay, type WeatherNews, weatherNews } from './station-day.ts';
export { degreesIn, rainIn, type WeatherOfDays, type WeatherUnits, weatherOver } from './weather-of-days.ts';
