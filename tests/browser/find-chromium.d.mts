/** Path of a Chromium that is already here; null if there is none. Throws where CHROMIUM_PATH names nothing. */
export function findChromium(): Promise<string | null>;
/** As findChromium, and gets one where there is none. Throws with what to do if it cannot. */
export function installChromium(): Promise<string>;
