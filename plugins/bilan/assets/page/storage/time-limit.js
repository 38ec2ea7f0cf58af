// What a device is asked for ends in time, or is given up: it may never answer. Nor does a page wait for it that the browser has frozen to
// bring it back later, for what comes meanwhile may never be told to it.

/** The page is frozen. */
export class FrozenError extends Error {}

/**
 * @template T
 * @param {Promise<T>} step
 * @param {number} limit in milliseconds
 * @param {AbortSignal} frozen
 * @returns {Promise<T>} rejects as the step does, with an Error when the time is over, or with a FrozenError
 */
export async function inTime(step, limit, frozen) {
  const over = new AbortController();
  const { signal } = over;
  try {
    return await new Promise((resolve, reject) => {
      step.then(resolve, reject);
      const timer = setTimeout(reject, limit, new Error("The device did not answer."));
      signal.addEventListener("abort", () => clearTimeout(timer));
      const freeze = () => reject(new FrozenError());
      if (frozen.aborted) freeze();
      frozen.addEventListener("abort", freeze, { signal });
    });
  } finally {
    over.abort();
  }
}
