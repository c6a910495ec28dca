export {
  insertWeather,
  lockWeather,
  standingWeather,
  type WeatherImport,
  weatherOfDays,
  weatherSource,
} from './weather.ts';
