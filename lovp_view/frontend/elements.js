// Elements of a page, made in one line.

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {any} the element; which kind it is only its tag says
 */
export const make = (tag, className = "", text = "") => {
  const element = document.createElement(tag);
  element.className = className;
  if (text) element.textContent = text;
  return element;
};
