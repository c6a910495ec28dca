export { type GreenButtonDownload, greenButtonXml } from './green-button.ts';
