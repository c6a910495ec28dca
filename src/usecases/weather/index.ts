export { importWeatherFile, type WeatherReport } from './import-weather-file.ts';
