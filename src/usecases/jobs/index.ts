export { isConnectionLost } from '../../store/lost-connection.ts';
export { type Pace, Presence, usualPace } from './presence.ts';
