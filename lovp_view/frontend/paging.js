// Blocks over as many pages as they need: none is cut, and a heading never stays behind alone.

/**
 * @template Block
 * @param {Block[]} blocks
 * @param {(block: Block) => boolean} isHeading
 * @param {(blocks: Block[]) => boolean} fits whether these blocks fit on one page
 * @returns {Block[][]} the blocks of each page; a block that fits nowhere has a page of its own
 */
export const paginate = (blocks, isHeading, fits) => {
  /** @type {Block[][]} */
  const pages = [[]];
  for (const block of blocks) {
    const page = pages[pages.length - 1];
    page.push(block);
    if (page.length === 1 || fits(page)) continue;
    page.pop();
    const isAlone = page.length > 1 && isHeading(page[page.length - 1]);
    pages.push(isAlone ? [/** @type {Block} */ (page.pop()), block] : [block]);
  }
  return pages;
};
