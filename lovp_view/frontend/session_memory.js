// What a window remembers as long as it is open, reloads included.

/**
 * @param {string} key
 * @param {unknown} [value] kept if it is given
 * @returns {any} what is kept by now; of a browser that keeps nothing the value given, or null
 */
export const remember = (key, value) => {
  try {
    if (value !== undefined) sessionStorage.setItem(key, JSON.stringify(value));
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return value ?? null;
  }
};
