export { registrationArea } from './area.ts';
export { consentVersion } from './create-login/view.tsx';
export { keepRegistration } from './registration-cookie.ts';
