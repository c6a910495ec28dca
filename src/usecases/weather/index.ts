export { fetchWeather } from './fetch-weather.ts';
export { importWeatherFile, type WeatherReport } from './import-weather-file.ts';
