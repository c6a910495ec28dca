import chromium from '@sparticuz/chromium';

/**
 * Unpacks the browser's package into the temporary folder, which is all that the package can do; so it runs in a process
 * of its own, whose temporary folder is one that `unpackedChromium` made.
 */
await chromium.executablePath();
