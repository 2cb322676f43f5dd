/** When the extension's code began to run: imported first, and so before everything that takes time. */
export const beganMs = performance.now();
