// Streamlit's own words in the language of the page.
const REST = "{rest}";

// The words are replaced where they stand alone, or with a rest that is kept; nothing inside our own texts is touched.
/**
 * @param {Record<string, string>} words by what Streamlit says, with {rest} for what is kept
 * @returns {(text: string) => string | null} the words to say instead; null to leave the text as it is
 */
export const translator = (words) => {
  const patterns = Object.keys(words).filter((key) => key.includes(REST));
  return (text) => {
    const said = text.trim();
    if (Object.hasOwn(words, said)) return words[said];
    for (const pattern of patterns) {
      const [before, after] = pattern.split(REST);
      if (said.length > pattern.length - REST.length && said.startsWith(before) && said.endsWith(after))
        return words[pattern].replace(REST, said.slice(before.length, said.length - after.length));
    }
    return null;
  };
};
