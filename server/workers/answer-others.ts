/** Other questions to this thread are answered in between after so long. */
const sliceMilliseconds = 20;

/** What long work calls now and then: every 20 ms it lets the thread answer others first. */
export function answerOthers(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMilliseconds) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
